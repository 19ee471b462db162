import Database from 'better-sqlite3'
import { StoreError } from '../store-error.ts'
import type { StoreFault } from '../store-error.ts'

const FAULTS: readonly (readonly [prefix: string, fault: StoreFault])[] = [
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_CANTOPEN', 'not-writable'],
  ['SQLITE_PERM', 'not-writable'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_IOERR', 'not-writable'],
]

/** Turns what better-sqlite3 throws into the store's own words; anything else passes as it is. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const known = FAULTS.find(([prefix]) => error.code.startsWith(prefix))
  return new StoreError(known?.[1] ?? 'unknown', `${error.code}: ${error.message}`, { cause: error })
}
