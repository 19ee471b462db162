import type { Kysely } from 'kysely'

/** Decisions of the leading group between compounds equal in every key. */
export async function createTieDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tie_decisions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('compound_ids', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text', (column) => column.notNull())
    .addColumn('meeting', 'text', (column) => column.notNull())
    .addColumn('decided_on', 'text', (column) => column.notNull())
    .addColumn('document_number', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('tie_decisions_by_year').on('tie_decisions').columns(['year', 'id']).execute()
}
