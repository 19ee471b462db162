import type { Kysely } from 'kysely'

/** What the tie-ins of a compound were computed from, as a fingerprint: whatever changes since marks them 需复核. */
export async function createConnectionInputs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('connection_inputs')
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('connection_inputs_key', ['year', 'compound_id'])
    .execute()
}
