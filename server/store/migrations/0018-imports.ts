import type { Kysely } from 'kysely'

/**
 * Every import: what it was, what it did, and the records as they were before, so that the whole of it can be taken
 * back.
 */
export async function createImports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('imports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('wish', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text')
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    /** What a source looks like: the same headings again are mapped as they were. */
    .addColumn('shape', 'text')
    .addColumn('plan', 'text')
    .addColumn('summary', 'text')
    .execute()
  await db.schema
    .createTable('import_changes')
    .addColumn('import_id', 'text', (column) => column.notNull().references('imports.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('import_changes_key', ['import_id', 'position'])
    .execute()
}
