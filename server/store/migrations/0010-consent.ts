import type { Kysely } from 'kysely'

/**
 * Consent by channel (K1), consultation and scheme vote (K2, K3), satisfaction (K4), and single ballots. A ballot
 * holds no household code, only its keyed digest: equal doors can be matched, none can be read.
 */
export async function createConsent(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consent_records')
    .addColumn('compound_id', 'text', (column) =>
      column.primaryKey().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('basis', 'text', (column) => column.notNull())
    .addColumn('disagree', 'integer', (column) => column.notNull())
    .addColumn('abstain', 'integer', (column) => column.notNull())
    .addColumn('channels', 'text')
    .addColumn('consulted', 'integer')
    .addColumn('scheme_agree', 'integer')
    .addColumn('satisfaction', 'text')
    .execute()
  await db.schema
    .createTable('consent_ballots')
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('household_digest', 'text', (column) => column.notNull())
    .addColumn('choice', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('collected_on', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consent_ballots_key', ['compound_id', 'position'])
    .execute()
}
