import type { Kysely } from 'kysely'

/** Named sets of compounds. Members as JSON: a set outlives the compounds it names, so no foreign keys. */
export async function createCompoundSets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('compound_sets')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('compound_ids', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute()
}
