import type { Kysely } from 'kysely'

/**
 * Photos and documents of records. `deleted_at` hides one and can be taken back; the compound says whose area it is.
 * No foreign key to connections: a new calculation replaces those, and what was seen on the spot stays.
 */
export async function createAttachments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attachments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('entity_id', 'text', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('thumbnail_sha256', 'text')
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('lng', 'double precision')
    .addColumn('lat', 'double precision')
    .addColumn('uploaded_by', 'text', (column) => column.notNull())
    .addColumn('uploaded_at', 'text', (column) => column.notNull())
    .addColumn('deleted_at', 'text')
    .execute()
  await db.schema
    .createIndex('attachments_record')
    .on('attachments')
    .columns(['entity', 'entity_id'])
    .execute()
}
