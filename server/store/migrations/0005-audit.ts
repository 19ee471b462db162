import type { Kysely } from 'kysely'
import type { StoreDialect } from '../dialect.ts'

/**
 * The audit log: append only, each row holding the hash of the row before. `audit_head` knows the last row, so that a
 * log cut short at its end shows as well.
 */
export async function createAudit(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('audit_log')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_username', 'text', (column) => column.notNull())
    .addColumn('actor_name', 'text', (column) => column.notNull())
    .addColumn('actor_role', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('entity_id', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('reason', 'text')
    .addColumn('request', 'text')
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('audit_log_by_entity')
    .on('audit_log')
    .columns(['entity', 'entity_id', 'sequence'])
    .execute()
  await db.schema
    .createIndex('audit_log_by_actor')
    .on('audit_log')
    .columns(['actor_username', 'sequence'])
    .execute()
  await dialect.makeAppendOnly(db, 'audit_log')
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
}
