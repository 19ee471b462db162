import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { asStoreError } from './sqlite-fault.ts'

/** Table of a backup that holds files; no running database has it. */
const TABLE = 'backup_files'

/**
 * Puts files into a copy of the database, so that a backup is one file.
 * @param pathOf where a file of this name stands
 * @returns names of files that are not there
 */
export function packFiles(
  databaseFile: string,
  names: readonly string[],
  pathOf: (name: string) => string,
): readonly string[] {
  return withDatabase(databaseFile, (database) => {
    database.exec(`create table ${TABLE} (name text primary key, bytes blob not null)`)
    const insert = database.prepare(`insert into ${TABLE} (name, bytes) values (?, ?)`)
    const missing: string[] = []
    // One transaction a file: a large archive is never held as a whole.
    for (const name of names) {
      const bytes = readIfThere(pathOf(name))
      if (bytes === null) missing.push(name)
      else insert.run(name, bytes)
    }
    return missing
  })
}

/** Takes the files out of a backup again, one by one, and leaves a plain database. */
export function unpackFiles(databaseFile: string, take: (name: string, bytes: Uint8Array) => void): number {
  return withDatabase(databaseFile, (database) => {
    const there = database.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(TABLE)
    if (there === undefined) return 0
    const names = database.prepare(`select name from ${TABLE} order by name`).pluck().all() as string[]
    const read = database.prepare(`select bytes from ${TABLE} where name = ?`).pluck()
    for (const name of names) take(name, read.get(name) as Uint8Array)
    database.exec(`drop table ${TABLE}`)
    database.exec('vacuum')
    return names.length
  })
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function withDatabase<Result>(file: string, work: (database: Database.Database) => Result): Result {
  try {
    const database = new Database(file, { fileMustExist: true })
    try {
      return work(database)
    } finally {
      database.close()
    }
  } catch (error) {
    throw asStoreError(error)
  }
}
