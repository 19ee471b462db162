import type { Kysely } from 'kysely'

/** What people do with tie-in points: marks and surveys, requests with a date, who takes them on, and comments. */
export async function createTieInWork(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('connections').addColumn('work', 'text').execute()
  await db.schema
    .createTable('tie_in_orders')
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('request', 'text')
    .addColumn('engineer', 'text')
    .addPrimaryKeyConstraint('tie_in_orders_key', ['year', 'compound_id'])
    .execute()
  await db.schema
    .createTable('tie_in_comments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('connection_id', 'text', (column) => column.notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('tie_in_comments_by_point')
    .on('tie_in_comments')
    .columns(['connection_id', 'at'])
    .execute()
}
