import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from './store/migrate.ts'
import { openSqlite } from './store/sqlite/open-sqlite.ts'
import { StoreError } from './store/store-error.ts'
import type { Store } from './store/store.ts'

/** The one database file of a data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, 'renewal-map.sqlite')
}

/** Files of attachments in a data folder. */
export function attachmentFolder(dataDir: string): string {
  return join(dataDir, 'attachments')
}

/**
 * Opens the data folder's database, made and brought up to date where needed.
 * @throws {StoreError}
 */
export async function openDatabase(dataDir: string): Promise<Store> {
  prepareFolder(dataDir)
  const store = openSqlite(databaseFile(dataDir))
  try {
    await migrate(store)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

/** SQLite itself would report a read-only folder only with the first write, and in its own words. */
function prepareFolder(dataDir: string): void {
  const probe = join(dataDir, `.write-test-${randomUUID()}`)
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new StoreError(code === 'ENOSPC' ? 'disk-full' : 'not-writable', code, { cause: error })
  }
}
