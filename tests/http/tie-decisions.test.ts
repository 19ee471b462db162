import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RankingRow } from '#core/api/programmes.ts'
import type { TieDecisionList, TieDecisionRecord } from '#core/api/tie-decisions.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

const LIST = '/api/programmes/2024/tie-decisions'
const REQUEST = {
  order: ['y', 'x'],
  decidedBy: '区老旧小区改造工作领导小组',
  meeting: '2024年第2次会议',
  on: '2024-01-10',
  documentNumber: null,
  reason: '积水较重的先行',
}
let server: TestServer
let planner: Visitor

beforeAll(async () => {
  server = await aServer({ data: ['x', 'y'].map((id) => aCompound({ id, name: `小区${id}` })) })
  planner = await signedIn(server, 'planner')
})

afterAll(() => server.close())

async function places(): Promise<unknown> {
  const rows = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
  return rows.map(({ compoundId, rank, tied, tieNote }) => [compoundId, rank, tied, tieNote !== null])
}

const TIED = [
  ['x', 1, true, false],
  ['y', 1, true, false],
]
const DECIDED = [
  ['y', 1, false, true],
  ['x', 2, false, true],
]

describe('what the leading group decided between equals', () => {
  test('orders them, is corrected and taken back, each with its audit row', async () => {
    expect(await places()).toEqual(TIED)
    const made = (await (await planner.send('POST', LIST, REQUEST)).json()) as TieDecisionRecord
    expect(made).toMatchObject({ version: 1, year: 2024, inForce: true, reason: '积水较重的先行' })
    expect(await places()).toEqual(DECIDED)
    expect((await server.json<TieDecisionList>(LIST)).items).toEqual([made])
    const at = `/api/tie-decisions/${made.id}`
    const turned = await planner.send('PUT', at, { ...REQUEST, order: ['x', 'y'] }, 1)
    expect(await turned.json()).toMatchObject({ version: 2, order: ['x', 'y'], inForce: true })
    expect((await planner.send('DELETE', at, undefined, 2)).status).toBe(200)
    expect(await places()).toEqual(TIED)
    const audit = await server.store.db
      .selectFrom('audit_log')
      .select(['action', 'reason'])
      .where('entity_id', '=', made.id)
      .orderBy('sequence')
      .execute()
    expect(audit.map(({ action }) => action)).toEqual(['create', 'update', 'delete'])
    expect(audit[0]?.reason).toBe('积水较重的先行')
  })

  test('is the planner’s to record, and no edit is lost', async () => {
    const leader = await signedIn(server, 'leader')
    expect((await leader.send('POST', LIST, REQUEST)).status).toBe(403)
    const { id } = (await (await planner.send('POST', LIST, REQUEST)).json()) as TieDecisionRecord
    const at = `/api/tie-decisions/${id}`
    expect((await planner.send('PUT', at, REQUEST)).status).toBe(428)
    expect((await planner.send('PUT', at, REQUEST, 1)).status).toBe(200)
    expect((await planner.send('DELETE', at, undefined, 1)).status).toBe(412)
    const again = await planner.send('POST', LIST, REQUEST)
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('目前并不与其他小区并列')
    expect((await planner.send('DELETE', at, undefined, 2)).status).toBe(200)
  })

  test('is refused with every field that is wrong', async () => {
    const bad = await planner.send('POST', LIST, { ...REQUEST, on: '2024-13-01', reason: ' ', order: ['x'] })
    expect(bad.status).toBe(400)
    const text = await bad.text()
    for (const field of ['on', 'reason', 'order']) expect(text).toContain(field)
    const stranger = await planner.send('POST', LIST, { ...REQUEST, order: ['x', 'nobody'] })
    expect(stranger.status).toBe(409)
    expect(await stranger.text()).toContain('名次仍为原样')
    expect(await places()).toEqual(TIED)
  })
})
