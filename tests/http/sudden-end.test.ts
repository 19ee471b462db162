import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '#server/open-database.ts'
import { addAccount } from '#server/auth/add-account.ts'
import { loadShippedData } from '#server/import/first-load.ts'
import { readAuditTrail } from '#server/store/audit-trail.ts'
import { insertCompounds } from '#server/store/compounds.ts'
import { readConnections, replaceConnections } from '#server/store/connections.ts'
import { startProduct } from '#tests/e2e/product.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { SHIPPED_DATA } from '#tests/builders/server-builder.ts'
import { TEST_PASSWORD } from '#tests/builders/signed-in.ts'
import { aConnection } from '#tests/unit/server/store/store-suite.ts'

const MARKS = 1000
/** Answers to wait for before the plug is pulled: enough behind it, enough still on their way. */
const ENOUGH = 60

const folder = mkdtempSync(join(tmpdir(), 'renewal-map-end-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A thousand points waiting for a decision, and somebody who may decide. */
async function prepare(): Promise<void> {
  const store = await openDatabase(folder)
  await loadShippedData(store, SHIPPED_DATA, null)
  const run = { year: 2024, engine: 'test', inputs: 'x', returnPeriod: 3, faults: [] }
  const points = Array.from({ length: MARKS }, (_, index) => aConnection(`point-${index}`, 2024))
  await store.write(async (session) => {
    await insertCompounds(session, [aCompound({ id: 'a' })])
    await replaceConnections(session, run, points)
  })
  const person = { username: 'wang', name: '王工', role: 'centre', subdistrict: null } as const
  await addAccount(
    store,
    { ...person, password: TEST_PASSWORD, mustChangePassword: false },
    { id: null, username: 'test', name: '测试', role: 'console' },
  )
  await store.close()
}

async function cookieFrom(address: string): Promise<string> {
  const response = await fetch(`${address}/api/auth/sign-in/username`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'wang', password: TEST_PASSWORD }),
  })
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

function mark(address: string, cookie: string, id: string): Promise<Response> {
  return fetch(`${address}/api/connections/${id}`, {
    method: 'PATCH',
    headers: {
      cookie,
      'content-type': 'application/json',
      'if-match': '"1"',
      'idempotency-key': `mark-of-${id}`,
    },
    body: JSON.stringify({ state: 'rejected', note: `理由 ${id}` }),
  })
}

test('killed in the middle of 1 000 marks: every acknowledged one is there, none half, the log is whole, and sent again each is there once', async () => {
  await prepare()
  const product = await startProduct(folder, { DEMO: 'off' })
  const cookie = await cookieFrom(product.address)
  const acknowledged = new Set<string>()
  let pull = (): void => undefined
  const pulled = new Promise<void>((resolve) => (pull = resolve))
  const marks = Array.from({ length: MARKS }, async (_, index) => {
    const id = `point-${index}`
    const response = await mark(product.address, cookie, id).catch(() => null)
    if (response?.status === 200) acknowledged.add(id)
    if (acknowledged.size >= ENOUGH) pull()
  })
  await Promise.race([pulled, Promise.all(marks)])
  await product.kill()
  await Promise.all(marks)
  expect(acknowledged.size).toBeGreaterThanOrEqual(ENOUGH)
  expect(acknowledged.size).toBeLessThan(MARKS)

  const again = await startProduct(folder, { DEMO: 'off' })
  const store = await openDatabase(folder)
  const rows = async () =>
    (await readAuditTrail(store, { entity: 'connection', limit: 10 * MARKS })).map(
      ({ entityId, after, reason }) => ({
        id: entityId,
        after,
        reason,
      }),
    )
  const kept = new Map((await rows()).map((row) => [row.id, row]))
  const points = await readConnections(store, 2024)
  expect(points).toHaveLength(MARKS)
  for (const { id, state, version } of points) {
    const after = expect.objectContaining({ state: 'REJECTED', version: 2 })
    const whole = { id, after, reason: `理由 ${id}` }
    if (acknowledged.has(id)) expect(kept.has(id), `acknowledged mark ${id}`).toBe(true)
    // All of a mark or nothing of it: its state, its version and its row in the log.
    expect([state, version, kept.get(id)], id).toEqual(
      kept.has(id) ? ['REJECTED', 2, expect.objectContaining(whole)] : ['MARKED', 1, undefined],
    )
  }
  expect((await rows()).length).toBe(kept.size)

  // The page sends what it heard no answer to once more: nothing is marked twice.
  const cookieAgain = await cookieFrom(again.address)
  const unheard = points.filter(({ id }) => !acknowledged.has(id)).slice(-15)
  const some = [...unheard, ...points.filter(({ id }) => kept.has(id)).slice(0, 10)]
  const statuses = await Promise.all(
    some.map(async ({ id }) => (await mark(again.address, cookieAgain, id)).status),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  const counts = new Map<string, number>()
  for (const { id } of await rows()) counts.set(id, (counts.get(id) ?? 0) + 1)
  expect([...counts.values()].every((count) => count === 1)).toBe(true)
  await store.close()
  await again.stop()

  const verified = spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', 'audit', 'verify'], {
    env: { ...process.env, DATA_DIR: folder },
    encoding: 'utf8',
  })
  expect(verified.status, verified.stderr).toBe(0)
}, 120_000)
