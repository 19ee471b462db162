import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuildingPatchAnswer } from '#core/api/building-edits.ts'
import type { CompoundDetail } from '#core/api/compounds.ts'
import { aBuilding, aCompound } from '#tests/builders/compound-builder.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

/** 120 households: 70 of them in a block of 1988, 50 in one of 2003. */
const mixed = aCompound({
  id: 'mixed',
  buildings: [
    aBuilding({ id: 'm1', compoundId: 'mixed', number: '1', households: 70 }),
    aBuilding({ id: 'm2', compoundId: 'mixed', number: '2', households: 50, builtYear: 2003 }),
  ],
})
let server: TestServer
let planner: Visitor

beforeAll(async () => {
  server = await aServer({ data: [mixed, aCompound({ id: 'other' })] })
  planner = await signedIn(server, 'planner')
})
afterAll(() => server.close())

const detailOf = async (id = 'mixed') =>
  (await server.json<CompoundDetail>(`/api/compounds/${id}`)).properties
const patch = (body: object, version?: number, who = planner, id = 'mixed') =>
  who.send('PATCH', `/api/compounds/${id}/buildings`, body, version)
const reason = '现场核实'

describe('the buildings of a compound', () => {
  test('are tried without writing: totals, tier with its clause, and the verdict that would turn', async () => {
    const before = await detailOf()
    const response = await patch({ dryRun: true, set: { m1: { builtYear: 2010 } } })
    expect(response.status).toBe(200)
    const answer = (await response.json()) as BuildingPatchAnswer
    expect(answer.sums.before).toMatchObject({ tier: 'A', check: { verdict: 'pass' } })
    expect(answer.sums.after).toMatchObject({ tier: 'none', check: { verdict: 'fail' } })
    expect(answer.sums.after?.check.reason).toContain('2010年,晚于2005年底(按多数户数认定,另有1栋不属本类)')
    expect(answer.effect.rows[0]).toMatchObject({
      changes: [{ field: '1号楼.builtYear', before: 1988, after: 2010 }],
      before: { eligibility: 'eligible' },
      after: { eligibility: 'ineligible' },
    })
    expect(await detailOf()).toEqual(before)
  })

  test('are changed, added and removed in one write with its audit row; what does not change keeps its row', async () => {
    const { version } = await detailOf()
    const body = {
      set: { m1: { households: 60, floors: null } },
      add: [{ facts: { number: '3', households: 60, floorArea: 5000, use: 'mixed' } }],
      remove: ['m2'],
      reason,
    }
    const response = await patch(body, version)
    expect(response.status).toBe(200)
    const { compound } = (await response.json()) as BuildingPatchAnswer
    expect(compound?.properties).toMatchObject({ version: version + 1, households: 120, buildings: 2 })
    const { buildingList } = await detailOf()
    expect(buildingList.map(({ number, floors, footprint }) => [number, floors, footprint === null])).toEqual(
      [
        ['1', null, false],
        ['3', null, true],
      ],
    )
    const [row] = await server.store.db
      .selectFrom('audit_log')
      .selectAll()
      .where('action', '=', 'edit_buildings')
      .execute()
    expect(row?.reason).toBe(reason)
    expect(row?.before).toContain('1号楼.households')
    // What is not surveyed stands on no map; tiles and connections go on without it.
    expect((await server.get('/tiles/buildings/16/54539/24800.mvt')).status).toBeLessThan(300)
    const layer = await server.json<{ numberMatched: number; features: { id: string }[] }>(
      '/ogc/collections/buildings/items?compoundId=mixed&f=json',
    )
    expect([layer.numberMatched, layer.features.map(({ id }) => id)]).toEqual([1, ['m1']])
    const { extent } = await server.json<{ extent: { spatial: { bbox: number[][] } } }>(
      '/ogc/collections/buildings?f=json',
    )
    expect(extent.spatial.bbox[0]?.[0]).toBeGreaterThan(119)
  })

  test('are refused with every fault by building and field, and stay as they were', async () => {
    const before = await detailOf()
    const body = {
      set: { m1: { builtYear: 1800, floorArea: -1 } },
      add: [{ facts: { number: '1' } }],
      reason,
    }
    const refused = await patch(body, before.version)
    expect(refused.status).toBe(400)
    const problem = (await refused.json()) as { detail: string; errors: { field: string }[] }
    expect(problem.errors.map(({ field }) => field)).toEqual([
      'buildings.m1.builtYear',
      'buildings.m1.floorArea',
    ])
    expect(problem.detail).toContain('1 年份:应为 1900 至')
    const twice = await patch({ add: [{ facts: { number: '1' } }], reason }, before.version)
    expect(((await twice.json()) as typeof problem).errors[0]?.field).toBe('buildings.add.0.number')
    const [elsewhere] = (await detailOf('other')).buildingList
    const foreign = { add: [{ id: elsewhere?.id, facts: { number: '9' } }], reason }
    expect((await patch(foreign, before.version)).status).toBe(409)
    expect(await detailOf()).toEqual(before)
  })

  test('are for planners and the 镇街 itself, from the version they were read at, with a reason', async () => {
    const { version } = await detailOf('other')
    const body = { set: { 'other-1': { floors: 5 } }, reason }
    const own = await signedIn(server, 'subdistrict', { subdistrict: '130302001' })
    const stranger = await signedIn(server, 'subdistrict', { subdistrict: '130302002' })
    const leader = await signedIn(server, 'leader')
    expect((await patch(body, version, stranger, 'other')).status).toBe(403)
    expect((await patch({ ...body, dryRun: true }, undefined, stranger, 'other')).status).toBe(403)
    expect((await patch(body, version, leader, 'other')).status).toBe(403)
    expect((await patch(body, undefined, own, 'other')).status).toBe(428)
    expect((await patch({ set: body.set }, version, own, 'other')).status).toBe(400)
    expect((await patch(body, version + 1, own, 'other')).status).toBe(412)
    expect((await patch(body, version, planner, 'nobody')).status).toBe(404)
    const ids = (await detailOf('other')).buildingList.map(({ id }) => id)
    const saved = await patch({ set: { [ids[0] ?? '']: { floors: 5 } }, reason }, version, own, 'other')
    expect(saved.status).toBe(200)
  })
})
