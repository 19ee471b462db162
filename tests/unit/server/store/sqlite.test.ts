import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { migrate } from '#server/store/migrate.ts'
import { openSqlite } from '#server/store/sqlite/open-sqlite.ts'
import { storeSuite } from './store-suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'renewal-map-store-'))
let count = 0

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function newFile(): string {
  return join(folder, `${++count}.sqlite`)
}

storeSuite('SQLite', async () => openSqlite(newFile()))

test('the database works the way the product relies on', async () => {
  const file = newFile()
  const store = openSqlite(file)
  await migrate(store)
  await store.close()
  const raw = new Database(file)
  expect(raw.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(raw.prepare("select count(*) from sqlite_master where sql like '%using rtree%'").pluck().get()).toBe(
    5,
  )
  raw.close()
})

test('a database of a newer version is refused and left alone', async () => {
  const file = newFile()
  const store = openSqlite(file)
  await migrate(store)
  await store.close()
  const raw = new Database(file)
  raw.prepare("insert into kysely_migration (name, timestamp) values ('9999-future', 'later')").run()
  raw.close()
  const before = readFileSync(file)
  const again = openSqlite(file)
  await expect(migrate(again)).rejects.toMatchObject({ fault: 'newer', detail: '9999-future' })
  await again.close()
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('what is no database, a damaged one, and another program’s are told apart and left alone', async () => {
  const text = newFile()
  writeFileSync(text, 'this is no database at all, whatever its name says. '.repeat(100))

  const whole = newFile()
  const store = openSqlite(whole)
  await migrate(store)
  await store.close()
  const damaged = newFile()
  copyFileSync(whole, damaged)
  const bytes = readFileSync(damaged)
  bytes.fill(0xab, 4096 * 3, 4096 * 12)
  writeFileSync(damaged, bytes)

  const foreign = newFile()
  const other = new Database(foreign)
  other.exec('create table theirs (a)')
  other.close()

  for (const [file, fault] of [
    [text, 'corrupt'],
    [damaged, 'corrupt'],
    [foreign, 'foreign'],
  ] as const) {
    const before = readFileSync(file)
    expect(() => openSqlite(file)).toThrow(expect.objectContaining({ fault }))
    expect(readFileSync(file).equals(before)).toBe(true)
  }
})
