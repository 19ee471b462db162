import type { Kysely } from 'kysely'

/** Keys of writes that may be sent twice by somebody who did not hear the answer, with that answer. */
export async function createIdempotencyKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .execute()
  await db.schema.createIndex('idempotency_keys_at').on('idempotency_keys').column('at').execute()
}
