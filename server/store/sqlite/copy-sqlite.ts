import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { asStoreError } from './sqlite-fault.ts'

/**
 * Copies one database over another through SQLite itself: a consistent state of the source, also while others write
 * to it, and a single transaction at the target, also while others have it open.
 * @throws {StoreError}
 */
export async function copySqlite(source: string, target: string): Promise<void> {
  try {
    const database = new Database(source, { readonly: true, fileMustExist: true })
    try {
      await database.backup(target)
    } finally {
      database.close()
    }
  } catch (error) {
    throw asStoreError(error)
  }
}

/** Takes the write-ahead log into the file, so that the one file is everything. */
export function makeSingleFile(file: string): void {
  const database = new Database(file)
  try {
    database.pragma('journal_mode = DELETE')
  } finally {
    database.close()
  }
}

/** Removes a database with what belongs to it. */
export function removeSqlite(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true })
}
