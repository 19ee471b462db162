import type { Kysely } from 'kysely'

/**
 * Each entry of consent with how it stood before and behind it, so that it can be taken back. Ballots stay for good:
 * those of an entry that was taken back are marked and count no more.
 */
export async function createConsentEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consent_entries')
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('before', 'text', (column) => column.notNull())
    .addColumn('after', 'text', (column) => column.notNull())
    .addColumn('first_ballot', 'integer', (column) => column.notNull())
    .addColumn('ballots', 'integer', (column) => column.notNull())
    .addColumn('in_force', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_entries_key', ['compound_id', 'sequence'])
    .execute()
  await db.schema
    .alterTable('consent_ballots')
    .addColumn('withdrawn', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
