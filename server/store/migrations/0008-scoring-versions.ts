import type { Kysely } from 'kysely'

/** Versions of the scoring sheet with their states, and which of them each plan year is scored by. */
export async function createScoringVersions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('scoring_tables')
    .addColumn('state', 'text', (column) => column.notNull().defaultTo('published'))
    .execute()
  await db.schema
    .alterTable('scoring_tables')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
    .execute()
  for (const name of ['based_on', 'changed_at', 'changed_by', 'reason'] as const) {
    await db.schema.alterTable('scoring_tables').addColumn(name, 'text').execute()
  }
  await db.schema.alterTable('programmes').addColumn('scoring_table_id', 'text').execute()
  const old = db as Kysely<{ programmes: { scoring_table_id: string | null }; scoring_tables: OldTable }>
  const newest = await old
    .selectFrom('scoring_tables')
    .select('id')
    .orderBy('version', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest !== undefined) await old.updateTable('programmes').set({ scoring_table_id: newest.id }).execute()
}

interface OldTable {
  readonly id: string
  readonly version: number
}
