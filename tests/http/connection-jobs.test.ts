import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectionCollection, ConnectionProperties } from '#core/api/connections.ts'
import { jobSchema } from '#core/api/jobs.ts'
import type { Job } from '#core/api/jobs.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'
import type { Visitor } from '#tests/builders/signed-in.ts'

let server: TestServer
let planner: Visitor
let centre: Visitor

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
  planner = await signedIn(server, 'planner')
  centre = await signedIn(server, 'centre')
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

async function points(query = ''): Promise<ConnectionProperties[]> {
  const { features } = await server.json<ConnectionCollection>(`/api/connections?limit=10000${query}`)
  return features.flatMap(({ properties }) => (properties.kind === 'connection' ? [properties] : []))
}

async function start(body: unknown, who = planner): Promise<Job> {
  const response = await who.send('POST', '/api/connections/compute', body)
  expect(response.status).toBe(202)
  const job = jobSchema.parse(await response.json())
  expect(response.headers.get('location')).toBe(`/api/jobs/${job.id}`)
  return job
}

async function ended({ id }: Job): Promise<Job> {
  for (;;) {
    const job = jobSchema.parse(await server.json(`/api/jobs/${id}`))
    if (job.endedAt !== null) return job
    await wait(50)
  }
}

test('only planner and centre may start or cancel, and faults are named before anything starts', async () => {
  const leader = await signedIn(server, 'leader')
  expect((await server.post('/api/connections/compute', {})).status).toBe(401)
  expect((await leader.send('POST', '/api/connections/compute', {})).status).toBe(403)
  const unknown = await planner.send('POST', '/api/connections/compute', { compoundIds: ['XQ-003', 'nope'] })
  expect(unknown.status).toBe(400)
  expect(await unknown.text()).toContain('nope')
  expect((await planner.send('POST', '/api/connections/compute', { returnPeriod: 0 })).status).toBe(400)
  expect((await server.get('/api/jobs/none')).status).toBe(404)
  expect((await planner.send('DELETE', '/api/jobs/none')).status).toBe(404)
})

test('a fresh plan is not stale; computed again it comes out the same, and the log says who asked', async () => {
  const before = await points()
  expect(before).toHaveLength(13)
  expect(before.every(({ stale }) => !stale)).toBe(true)
  const first = await start({})
  const again = await start({})
  expect(again.id).toBe(first.id)
  const job = await ended(first)
  expect(job).toMatchObject({ state: 'done', error: null, progress: { done: 13, total: 13 } })
  expect(job.result).toMatchObject({ computed: 13, served: 13, unserved: [], kept: 0 })
  const after = await points()
  const best = ({ id, cost, rank }: ConnectionProperties) => ({ id, cost, rank })
  expect(after.map(best)).toEqual(before.map(best))
  expect(after.every(({ version, stale }) => version === 2 && !stale)).toBe(true)
  const row = await server.store.db
    .selectFrom('audit_log')
    .selectAll()
    .where('entity', '=', 'connections')
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ action: 'compute', actor_username: planner.account.username })
  expect((await planner.send('DELETE', `/api/jobs/${job.id}`)).status).toBe(409)
})

test('a cancelled job changes nothing', async () => {
  const before = await points('&all=1')
  const job = await start({ returnPeriod: 5 })
  const cancelled = await centre.send('DELETE', `/api/jobs/${job.id}`)
  expect(jobSchema.parse(await cancelled.json()).state).toBe('cancelled')
  expect((await ended(job)).state).toBe('cancelled')
  const next = await ended(await start({ compoundIds: [before[0]?.compoundId ?? ''] }))
  expect(next.state).toBe('done')
  const after = await points('&all=1')
  expect(new Set(after.map(({ returnPeriod }) => returnPeriod))).toEqual(new Set([3]))
})

test('a confirmed point stays, a refused one is not proposed again', async () => {
  const [kept, sent] = await points()
  if (!kept || !sent) throw new Error('no points')
  expect((await planner.send('PATCH', `/api/connections/${kept.id}`, { state: 'confirmed' }, 2)).status).toBe(
    403,
  )
  const confirmed = await centre.send(
    'PATCH',
    `/api/connections/${kept.id}`,
    { state: 'confirmed' },
    kept.version,
  )
  expect(await confirmed.json()).toMatchObject({ state: 'CONFIRMED', version: kept.version + 1 })
  const stale = await centre.send(
    'PATCH',
    `/api/connections/${kept.id}`,
    { state: 'rejected', note: 'x' },
    kept.version,
  )
  expect(stale.status).toBe(412)
  const silent = await centre.send(
    'PATCH',
    `/api/connections/${sent.id}`,
    { state: 'rejected' },
    sent.version,
  )
  expect(silent.status).toBe(400)
  const refused = await centre.send(
    'PATCH',
    `/api/connections/${sent.id}`,
    { state: 'rejected', note: '此井已占压' },
    sent.version,
  )
  expect(refused.status).toBe(200)

  const { result } = await ended(await start({}, centre))
  expect(result).toMatchObject({ computed: 12, kept: 1 })
  const now = await points('&all=1')
  expect(now.find(({ id }) => id === kept.id)).toMatchObject({
    state: 'CONFIRMED',
    version: kept.version + 1,
    cost: kept.cost,
  })
  const gone = now.find(({ id }) => id === sent.id)
  expect(gone).toMatchObject({ state: 'REJECTED', rank: null, status: 'rejected' })
  expect(gone?.explanation.join()).toContain('退回')
  const best = now.find(({ compoundId, rank }) => compoundId === sent.compoundId && rank === 1)
  expect(best).toBeDefined()
  expect(best?.id).not.toBe(sent.id)
})

test('a changed pipe marks what depends on it, and nothing else, until it is computed again', async () => {
  await ended(await start({}, centre))
  const before = await points()
  expect(before.filter(({ stale }) => stale).length).toBeLessThan(13)
  const [one] = before.filter(({ state, stale }) => state === 'MARKED' && !stale)
  const main = one?.capacity.at(-1)?.pipeId ?? ''
  await server.store.write(async ({ db }) => {
    await db.updateTable('pipes').set({ dn: 1800 }).where('id', '=', main).execute()
  })
  const marked = await points()
  expect(marked.find(({ id }) => id === one?.id)?.stale).toBe(true)
  const users = marked.filter(({ capacity }) => capacity.some(({ pipeId }) => pipeId === main))
  expect(users.every(({ stale }) => stale)).toBe(true)
  expect(marked.some(({ stale }) => !stale)).toBe(true)
  await ended(await start({}, centre))
  const after = await points()
  expect(after.find(({ compoundId }) => compoundId === one?.compoundId)?.stale).toBe(false)
})

test('what a person marked stays and is judged again, until somebody asks to propose anew', async () => {
  const [point] = (await points()).filter(({ state }) => state === 'MARKED')
  const mine = await points(`&all=1&compoundId=${point?.compoundId ?? ''}`)
  const other = mine.find(({ rank, wellId }) => rank !== null && rank > 1 && wellId !== null)
  if (!point || !other) throw new Error('nothing to choose from')
  const path = `/api/connections/${point.id}`
  const body = { state: 'moved', target: { wellId: other.wellId }, note: '避让' }
  expect((await centre.send('PATCH', path, body, point.version)).status).toBe(200)
  const compoundIds = [point.compoundId]
  const again = await ended(await start({ compoundIds }, centre))
  expect(again.result).toMatchObject({ computed: 1, kept: 1, served: 1 })
  const kept = (await points(`&compoundId=${point.compoundId}`)).find(({ id }) => id === point.id)
  expect(kept).toMatchObject({
    id: point.id,
    rank: 1,
    wellId: other.wellId,
    version: point.version + 2,
    stale: false,
    work: { marking: { note: '避让' } },
  })
  const anew = await ended(await start({ compoundIds, includeMarked: true }, centre))
  expect(anew.result).toMatchObject({ computed: 1, kept: 0 })
  // The place that was refused above stays listed; a proposal is what is marked.
  const proposed = (await points(`&compoundId=${point.compoundId}`)).find(({ state }) => state === 'MARKED')
  expect(proposed?.work).toBeUndefined()
  expect(proposed?.wellId).toBe(point.wellId)
})
