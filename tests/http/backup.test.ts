import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { UploadAnswer } from '#core/api/attachments.ts'
import { openAttachmentFiles } from '#server/attachments/attachment-files.ts'
import { backUp, restore } from '#server/backup.ts'
import { attachmentFolder, openDatabase } from '#server/open-database.ts'
import { readAttachment } from '#server/store/attachments.ts'
import { countCompounds, insertCompounds, readCompounds } from '#server/store/compounds.ts'
import { readDataVersion } from '#server/store/data-version.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aPhoto } from '#tests/builders/photo-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'renewal-map-backup-'))
let server: TestServer

beforeEach(async () => {
  server = await aServer({ data: [aCompound({ id: 'a' })] })
})

afterEach(() => server.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function cli(dataDir: string, ...words: string[]) {
  const result = spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', ...words], {
    env: { ...process.env, DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  return { code: result.status, said: result.stdout + result.stderr }
}

test('a copy made while people work comes back under the running server, which sees it at once', async () => {
  const dataDir = dirname(server.databaseFile)
  const file = join(folder, 'one.sqlite')
  const planner = await signedIn(server, 'planner')
  expect(cli(dataDir, 'backup', file)).toMatchObject({ code: 0, said: expect.stringContaining('小区 1 个') })
  await server.store.write((session) => insertCompounds(session, [aCompound({ id: 'b' })]))
  const list = () => server.json<{ numberMatched: number }>('/api/compounds?year=2024')
  expect((await list()).numberMatched).toBe(2)
  const version = await readDataVersion(server.store)

  expect(cli(dataDir, 'restore', file)).toMatchObject({ code: 0 })
  expect((await list()).numberMatched).toBe(1)
  expect(await readDataVersion(server.store)).toBeGreaterThan(version)
  expect((await planner.json<{ user: unknown }>('/api/me')).user).not.toBeNull()
  expect(cli(dataDir, 'audit', 'verify').code).toBe(0)
  await server.store.write((session) => insertCompounds(session, [aCompound({ id: 'c' })]))
  expect((await readCompounds(server.store)).map(({ id }) => id)).toEqual(['a', 'c'])

  const [kept = ''] = readdirSync(dataDir).filter((name) => name.startsWith('before-restore-'))
  expect(cli(dataDir, 'restore', join(dataDir, kept)).code).toBe(0)
  expect((await readCompounds(server.store)).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('a copy in the middle of many writes is one of the states there were', async () => {
  const file = join(folder, 'busy.sqlite')
  const writes = Array.from({ length: 60 }, (_, index) =>
    server.store.write(async (session) => {
      await insertCompounds(session, [aCompound({ id: `p${index}`, buildings: [] })])
      await insertCompounds(session, [aCompound({ id: `q${index}`, buildings: [] })])
    }),
  )
  const facts = await backUp(dirname(server.databaseFile), file)
  await Promise.all(writes)
  expect(facts.compounds % 2).toBe(1)
  expect(await countCompounds(server.store)).toBe(121)
})

test('what is no backup changes nothing; a damaged database is put right and kept', async () => {
  const dataDir = join(folder, 'place')
  const good = join(folder, 'good.sqlite')
  await backUp(dirname(server.databaseFile), good)
  expect(cli(dataDir, 'restore', good).code).toBe(0)
  const bad = join(folder, 'bad.sqlite')
  writeFileSync(bad, 'no database at all '.repeat(500))
  expect(cli(dataDir, 'restore', bad)).toMatchObject({ code: 2, said: expect.stringContaining('没有改动') })
  expect(cli(dataDir, 'backup', join(folder, 'again.sqlite'))).toMatchObject({ code: 0 })

  writeFileSync(join(dataDir, 'renewal-map.sqlite'), 'overwritten by accident '.repeat(500))
  expect(cli(dataDir, 'restore', good).code).toBe(0)
  expect(cli(dataDir, 'backup', join(folder, 'third.sqlite'))).toMatchObject({
    code: 0,
    said: expect.stringContaining('小区 1 个'),
  })
  expect(existsSync(join(folder, 'third.sqlite-wal'))).toBe(false)
  expect(readdirSync(dataDir).some((name) => name.startsWith('before-restore-'))).toBe(true)
})

test('attachments come back with the rows that speak of them, on a machine that had neither', async () => {
  const dataDir = dirname(server.databaseFile)
  const planner = await signedIn(server, 'planner')
  const path = '/api/attachments?entity=compound&entityId=a&name=a.jpg'
  const response = await server.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: planner.cookie },
    body: aPhoto({ salt: 'backup' }),
  })
  const { attachment } = (await response.json()) as UploadAnswer
  const file = join(folder, 'with-files.sqlite')
  expect(await backUp(dataDir, file)).toMatchObject({ files: 1, missingFiles: 0 })

  const elsewhere = join(folder, 'elsewhere')
  const actor = { id: null, username: 'cli', name: '命令行', role: 'console' }
  expect(await restore(elsewhere, file, actor, new Date())).toMatchObject({ files: 1, keptAs: null })
  const store = await openDatabase(elsewhere)
  const stored = await readAttachment(store, attachment.id)
  const tables = await store.db.introspection.getTables()
  await store.close()
  expect(tables.map(({ name }) => name)).not.toContain('backup_files')
  const files = openAttachmentFiles(attachmentFolder(elsewhere))
  expect((await files.open(stored?.sha256 ?? ''))?.size).toBe(attachment.size)

  rmSync(attachmentFolder(dataDir), { recursive: true })
  expect(await backUp(dataDir, join(folder, 'gone.sqlite'))).toMatchObject({ missingFiles: 1 })
})
