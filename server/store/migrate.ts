import { Migrator } from 'kysely'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'
import { allMigrations } from './migrations/all-migrations.ts'

/**
 * Brings the tables up to this version of the program. Each start calls it; an up-to-date database is left alone.
 * @throws {StoreError} `newer` when a later version of the program has already written here: nothing is changed then
 */
export async function migrate(store: Store): Promise<void> {
  const migrations = allMigrations(store.dialect)
  await refuseNewer(store, Object.keys(migrations))
  const migrator = new Migrator({ db: store.db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? '?'
    throw new StoreError('unknown', `migration ${failed}: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}

async function refuseNewer({ db }: Store, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return
  const done = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  const strange = done.map((row) => row.name).filter((name) => !known.includes(name))
  if (strange.length > 0) throw new StoreError('newer', strange.join(', '))
}
