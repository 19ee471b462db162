import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { createStore } from '../store.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Tables } from '../tables.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { asStoreError } from './sqlite-fault.ts'

/** "RMAP" in ASCII, SQLite's place for the owner of a file. */
const APPLICATION_ID = 0x52_4d_41_50

/** Other processes (the command line, a backup) may hold the write lock for a moment. */
const BUSY_TIMEOUT_MS = 5000

/**
 * Opens (or creates) the database file; nothing in it is touched before it is known to be ours and whole.
 * @param file path, or `:memory:`
 * @throws {StoreError} when the file is no database, is damaged, belongs to another program or cannot be written
 */
export function openSqlite(file: string): Store {
  let database: Database.Database
  try {
    database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  } catch (error) {
    throw asStoreError(error)
  }
  try {
    inspect(database)
    prepare(database)
  } catch (error) {
    database.close()
    throw asStoreError(error)
  }
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  return createStore(db, sqliteDialect, asStoreError)
}

function inspect(database: Database.Database): void {
  const owner = database.pragma('application_id', { simple: true })
  const tables = database.prepare('select count(*) from sqlite_master').pluck().get()
  if (tables !== 0 && owner !== APPLICATION_ID) {
    throw new StoreError('foreign', `application_id ${String(owner)}`)
  }
  const verdict = database.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') throw new StoreError('corrupt', String(verdict))
}

function prepare(database: Database.Database): void {
  if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    database.pragma(`application_id = ${APPLICATION_ID}`)
  }
  database.pragma('journal_mode = WAL')
  // An acknowledged write survives a power cut; writes are few enough to afford it.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  // JSON columns of whole collections are read once per data version; a larger cache keeps that off the disk.
  database.pragma('cache_size = -65536')
}
