import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ConnectionCollection, ConnectionProperties } from '#core/api/connections.ts'
import type { Problem } from '#core/api/service.ts'
import type { CommentList, WorkItem, WorkList } from '#core/api/tie-in-work.ts'
import { decodeGround } from '#core/tie-in/ground-bytes.ts'
import type { AuditList } from '#core/api/audit.ts'
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

async function positionOf(id: string): Promise<number[]> {
  const { features } = await server.json<ConnectionCollection>('/api/connections?limit=10000')
  const found = features.find((feature) => feature.id === id)
  if (found?.geometry.type !== 'Point') throw new Error(`no point ${id}`)
  return found.geometry.coordinates
}

const work = (who = centre): Promise<WorkList> => who.json<WorkList>('/api/connections/work')

/** The answer of a step that must succeed. */
async function stepped(id: string, body: object, version: number): Promise<ConnectionProperties> {
  const response = await centre.send('POST', `/api/connections/${id}/steps`, body, version)
  if (response.status !== 200) throw new Error(await response.text())
  return (await response.json()) as ConnectionProperties
}

async function unmetOf(id: string, body: object, version: number): Promise<string[]> {
  const response = await centre.send('POST', `/api/connections/${id}/steps`, body, version)
  expect(response.status).toBe(409)
  return ((await response.json()) as Problem).unmet?.map(({ guard }) => guard) ?? []
}

test('the list has each planned compound once; only signed-in people read it', async () => {
  expect((await server.get('/api/connections/work')).status).toBe(401)
  const { items, counts } = await work()
  expect(items).toHaveLength(13)
  expect(new Set(items.map(({ id }) => id)).size).toBe(13)
  expect(counts).toMatchObject({ toMark: 0, toConfirm: 13, confirmed: 0, stale: 0, overdue: 0 })
  const page = await centre.json<WorkList>('/api/connections/work?limit=5')
  const rest = await centre.json<WorkList>(`/api/connections/work?limit=100&cursor=${page.next ?? ''}`)
  expect([...page.items, ...rest.items]).toEqual(items)
})

test('from the confirmation to the survey, each guard named, each step in the history', async () => {
  const [point] = await points()
  if (!point) throw new Error('no point')
  const { id } = point
  expect(await unmetOf(id, { step: 'build', builtOn: '2024-06-01' }, 1)).toEqual(['ORDER'])
  const confirmed = await centre.send('PATCH', `/api/connections/${id}`, { state: 'confirmed' }, 1)
  expect(confirmed.status).toBe(200)
  expect(await unmetOf(id, { step: 'build', builtOn: null }, 2)).toEqual(['BUILT_ON'])
  expect(await unmetOf(id, { step: 'build', builtOn: '2999-01-01' }, 2)).toEqual(['BUILT_ON'])
  expect((await planner.send('POST', `/api/connections/${id}/steps`, { step: 'take_back' }, 2)).status).toBe(
    403,
  )
  const built = await stepped(id, { step: 'build', builtOn: '2024-06-01' }, 2)
  expect(built).toMatchObject({ state: 'BUILT', version: 3, work: { builtOn: '2024-06-01' } })

  const position = await positionOf(id)
  const invert = point.invertEnd ?? NaN
  const survey = { on: '2024-06-20', position, invert: invert + 0.2, accepted: null }
  expect(await unmetOf(id, { step: 'verify', survey: null }, 3)).toEqual(['SURVEY'])
  expect(await unmetOf(id, { step: 'verify', survey }, 3)).toEqual(['TOLERANCE'])
  const verified = await stepped(id, { step: 'verify', survey: { ...survey, invert } }, 3)
  expect(verified).toMatchObject({ state: 'VERIFIED', work: { survey: { distance: 0, difference: 0 } } })
  const back = await stepped(id, { step: 'take_back', note: '测量有误' }, 4)
  expect(back).toMatchObject({ state: 'BUILT', work: { builtOn: '2024-06-01' } })
  expect(back.work?.survey).toBeUndefined()
  expect((await work()).counts).toMatchObject({ toConfirm: 12, built: 1 })

  const history = await planner.json<AuditList>(`/api/history/connection/${id}`)
  expect(history.items.map(({ action }) => action)).toEqual(['taken_back', 'verified', 'built', 'confirmed'])
  expect(history.items[0]).toMatchObject({ reason: '测量有误', actor: { username: centre.account.username } })
})

test('a request has a date and an engineer, runs over time, and is withdrawn by the asker', async () => {
  const before = (await work()).items[1] as WorkItem
  const path = `/api/connections/work/${before.id}`
  const request = { reason: '8 月进场,请先定接驳点', wantedOn: '2020-01-01' }
  expect((await centre.send('PUT', `${path}/request`, request, 0)).status).toBe(403)
  expect((await planner.send('PUT', `${path}/request`, { ...request, reason: ' ' }, 0)).status).toBe(400)
  const asked = await planner.send('PUT', `${path}/request`, request, 0)
  expect(await asked.json()).toMatchObject({ version: 1, overdue: true, request: { wantedOn: '2020-01-01' } })
  expect((await planner.send('PUT', `${path}/request`, request, 0)).status).toBe(412)
  const taken = await centre.send('PUT', `${path}/engineer`, { engineer: 'me' }, 1)
  expect(await taken.json()).toMatchObject({ version: 2, engineer: { name: centre.account.name } })
  expect((await work()).counts.overdue).toBe(1)
  const withdrawn = await planner.send('DELETE', `${path}/request`, undefined, 2)
  expect(await withdrawn.json()).toMatchObject({ version: 3, request: null, overdue: false })
  expect((await planner.send('DELETE', `${path}/request`, undefined, 3)).status).toBe(409)
})

test('a compound that nobody computed waits to be marked; 镇街 ask for their own only', async () => {
  const listed = new Set((await work()).items.map(({ id }) => id))
  const all = await server.json<{ features: { id: string; properties: { subdistrict: string } }[] }>(
    '/api/compounds?limit=10000',
  )
  const other = all.features.find(({ id }) => !listed.has(id))
  if (other === undefined) throw new Error('every compound is planned')
  const body = { reason: '内涝严重', wantedOn: null }
  const path = `/api/connections/work/${other.id}/request`
  const places = await server.store.db.selectFrom('subdistricts').selectAll().execute()
  const area = (own: boolean) =>
    places.find(({ name }) => (name === other.properties.subdistrict) === own)?.code ?? ''
  const stranger = await signedIn(server, 'subdistrict', { subdistrict: area(false) })
  expect((await stranger.send('PUT', path, body, 0)).status).toBe(403)
  const local = await signedIn(server, 'subdistrict', { subdistrict: area(true) })
  expect((await local.send('PUT', path, body, 0)).status).toBe(200)
  const item = (await work()).items.find(({ id }) => id === other.id)
  expect(item).toMatchObject({ group: 'toMark', point: { state: 'REQUESTED' } })
  const [point] = await points(`&compoundId=${other.id}`)
  expect(point).toMatchObject({ state: 'REQUESTED', rank: null, dn: null })
  expect(point?.explanation.join()).toContain('尚未标注')
  expect(
    (await centre.send('PATCH', `/api/connections/${point?.id}`, { state: 'confirmed' }, 1)).status,
  ).toBe(409)
  expect((await local.send('DELETE', path, undefined, 1)).status).toBe(200)
  expect(await points(`&compoundId=${other.id}`)).toEqual([])
})

test('comments stay in order, and script in them stays text', async () => {
  const [point] = await points()
  const path = `/api/connections/${point?.id}/comments`
  expect((await server.get(path)).status).toBe(401)
  const leader = await signedIn(server, 'leader')
  expect((await leader.send('POST', path, { text: '好' })).status).toBe(403)
  expect((await planner.send('POST', path, { text: '  ' })).status).toBe(400)
  await planner.send('POST', path, { text: '<img src=x onerror=alert(1)>此处有燃气管' })
  await centre.send('POST', path, { text: '已现场核实' })
  const { items } = await leader.json<CommentList>(path)
  expect(items.map(({ text, role }) => [role, text])).toEqual([
    ['planner', '<img src=x onerror=alert(1)>此处有燃气管'],
    ['centre', '已现场核实'],
  ])
  const first = await leader.json<CommentList>(`${path}?limit=1`)
  const second = await leader.json<CommentList>(`${path}?limit=9&cursor=${first.next ?? ''}`)
  expect([...first.items, ...second.items]).toEqual(items)
})

test('a moved point is judged again by the server, and its neighbours step back behind it', async () => {
  const { items } = await work()
  const item = items.find(({ group }) => group === 'toConfirm')
  const mine = await points(`&all=1&compoundId=${item?.id ?? ''}`)
  const best = mine.find(({ rank }) => rank === 1)
  const second = mine.find(({ rank, wellId }) => rank !== 1 && rank !== null && wellId !== null)
  if (!best || !second) throw new Error('nothing to choose from')
  const path = `/api/connections/${best.id}`
  const move = { state: 'moved', target: { wellId: second.wellId }, note: '避让燃气管' }
  expect((await planner.send('PATCH', path, move, best.version)).status).toBe(403)
  const moved = await centre.send('PATCH', path, move, best.version)
  const point = (await moved.json()) as ConnectionProperties
  expect(point).toMatchObject({
    id: best.id,
    state: 'MARKED',
    rank: 1,
    wellId: second.wellId,
    version: best.version + 1,
    stale: false,
    work: { marking: { how: 'forced', note: '避让燃气管' } },
  })
  // The same place, on the same mains: what the engine had found for it.
  expect(point.dn).toBe(second.dn)
  expect(point.invertEnd).toBeCloseTo(second.invertEnd ?? NaN, 6)
  const now = await points(`&all=1&compoundId=${best.compoundId}`)
  expect(now.filter(({ rank }) => rank === 1)).toHaveLength(1)
  expect(new Set(now.map(({ rank }) => rank)).size).toBe(now.filter(({ rank }) => rank !== null).length + 1)

  // Somebody else moved from the version before: refused, with the point as it stands now.
  const other = await signedIn(server, 'centre')
  const late = await other.send('PATCH', path, { ...move, target: { wellId: best.wellId } }, best.version)
  expect(late.status).toBe(412)
  expect(((await late.json()) as Problem).current).toMatchObject({
    wellId: second.wellId,
    version: point.version,
  })
})

test('雨污混接, open ground and unknown wells are no places; a refused place may be marked but not confirmed', async () => {
  const { items } = await work()
  const item = items.find(({ point }) => point?.byHand === true)
  const id = item?.point?.id ?? ''
  const path = `/api/connections/${id}`
  const version = item?.point?.version ?? 0
  const sewer = await server.store.db
    .selectFrom('pipes')
    .select('id')
    .where('system', '=', 'WS')
    .where('status', '=', 'in_use')
    .executeTakeFirstOrThrow()
  const refuse = async (wish: object): Promise<string[]> => {
    const response = await centre.send('PATCH', path, { state: 'moved', ...wish }, version)
    expect(response.status).toBe(409)
    return ((await response.json()) as Problem).unmet?.map(({ guard }) => guard) ?? []
  }
  const overrides = [{ code: 'NOT_STORM', reason: '领导同意' }]
  expect(await refuse({ target: { pipeId: sewer.id, station: 5 }, overrides })).toEqual(['NOT_STORM'])
  expect(await refuse({ target: { wellId: 'no such well' } })).toEqual(['UNKNOWN_PLACE'])
  expect(await refuse({ position: [119.0, 39.0] })).toEqual(['ON_MAIN'])
  expect(await points(`&compoundId=${item?.id ?? ''}`)).toMatchObject([{ id, version }])

  const mine = await points(`&all=1&compoundId=${item?.id ?? ''}`)
  const bad = mine.find(
    ({ status, wellId, explanation }) =>
      status === 'rejected' && wellId !== null && /高程不足/.test(explanation.join()),
  )
  const marked = await centre.send(
    'PATCH',
    path,
    { state: 'moved', target: { wellId: bad?.wellId } },
    version,
  )
  expect(await marked.json()).toMatchObject({ state: 'MARKED', status: 'rejected', rank: null })
  const confirm = await centre.send('PATCH', path, { state: 'confirmed' }, version + 1)
  expect(((await confirm.json()) as Problem).unmet?.map(({ guard }) => guard)).toContain('FEASIBLE')
})

test('the ground of a compound comes as bytes to the centre alone', async () => {
  const { items } = await work()
  const path = `/api/connections/ground?compoundId=${items[0]?.id ?? ''}`
  expect((await planner.get(path)).status).toBe(403)
  expect((await centre.get('/api/connections/ground?compoundId=nope')).status).toBe(404)
  const ground = decodeGround(await (await centre.get(path)).arrayBuffer())
  expect(ground.compound.id).toBe(items[0]?.id)
  expect(ground.pipes.some(({ system }) => system !== 'YS')).toBe(true)
})
