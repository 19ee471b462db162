import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AuditList } from '#core/api/audit.ts'
import { recordAudit } from '#server/store/audit.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

let server: TestServer

beforeEach(async () => {
  server = await aServer({ data: [] })
})

afterEach(() => server.close())

async function changes(number: number, entityId = 'XQ-001', at?: Date): Promise<void> {
  const actor = { id: null, username: 'cli', name: '命令行', role: 'console' }
  for (let index = 0; index < number; index += 1) {
    const change = {
      before: { households: index },
      after: { households: index + 1 },
      reason: `第 ${index} 次`,
    }
    await server.store.write((session) =>
      recordAudit(session, { actor, action: 'update', entity: 'compound', entityId, ...change }, at),
    )
  }
}

/** The command as people call it, on the database of the running server. */
function verify() {
  const result = spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', 'audit', 'verify'], {
    env: { ...process.env, DATA_DIR: dirname(server.databaseFile) },
    encoding: 'utf8',
  })
  return { code: result.status, said: result.stdout + result.stderr }
}

test('the auditor reads page by page, filtered, newest first', async () => {
  await changes(25)
  await changes(2, 'XQ-002', new Date('2024-05-01T15:59:59Z'))
  const auditor = await signedIn(server, 'auditor')
  const numbers: number[] = []
  let cursor = ''
  do {
    const page = await auditor.json<AuditList>(`/api/audit?entity=compound&limit=10${cursor}`)
    numbers.push(...page.items.map(({ sequence }) => sequence))
    cursor = page.next === undefined ? '' : `&cursor=${page.next}`
  } while (cursor !== '')
  expect(numbers).toHaveLength(27)
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a))

  const found = async (query: string) => (await auditor.json<AuditList>(`/api/audit?${query}`)).items.length
  expect(await found('entityId=XQ-002')).toBe(2)
  expect(await found('to=2024-05-01')).toBe(2)
  expect(await found('from=2024-05-02&entity=compound')).toBe(25)
  expect(await found('from=2024-05-01&to=2024-04-30')).toBe(0)
  expect(await found(`actor=${auditor.account.username}`)).toBe(1)
  expect((await auditor.get('/api/audit?from=yesterday')).status).toBe(400)
})

test('a record’s history is for the people of the desk; accounts stay with the auditor', async () => {
  await changes(3)
  const planner = await signedIn(server, 'planner')
  const { items } = await planner.json<AuditList>('/api/history/compound/XQ-001')
  expect(items.map(({ after }) => after)).toEqual([{ households: 3 }, { households: 2 }, { households: 1 }])
  expect((await planner.get('/api/audit')).status).toBe(403)
  expect((await planner.get(`/api/history/account/${planner.account.id}`)).status).toBe(400)
  expect((await server.get('/api/history/compound/XQ-001')).status).toBe(401)
})

test('verify says the chain is whole, and names the first row somebody has tampered with', async () => {
  await changes(5)
  expect(verify()).toMatchObject({ code: 0, said: expect.stringContaining('5 条') })

  const raw = new Database(server.databaseFile)
  raw.exec('drop trigger audit_log_no_update; drop trigger audit_log_no_delete')
  raw.exec('begin')
  raw.prepare(`update audit_log set after = '{"households":99}' where sequence in (3, 4)`).run()
  raw.exec('commit')
  expect(verify()).toMatchObject({ code: 1, said: expect.stringContaining('第 3 条') })

  raw.prepare('delete from audit_log where sequence >= 3').run()
  expect(verify()).toMatchObject({ code: 1, said: expect.stringMatching(/第 3 条.*末尾/) })
  raw.prepare('delete from audit_log where sequence = 1').run()
  expect(verify()).toMatchObject({ code: 1, said: expect.stringContaining('第 2 条') })
  raw.close()
})
