import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { briefingSchema, type Briefing } from '#core/api/briefing.ts'
import type { CompoundCollection } from '#core/api/compounds.ts'
import type { Plan, PlanList } from '#core/api/plans.ts'
import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer
let briefing: Briefing

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
  briefing = briefingSchema.parse(await server.json('/api/programmes/2024/briefing'))
}, 180_000)

afterAll(() => server.close())

describe('the briefing of a saved plan', () => {
  test('tells what the plan froze by the functions of the desk, and nothing of today beside it', async () => {
    const { items } = await server.json<PlanList>('/api/programmes/2024/plans')
    const plan = await server.json<Plan>(`/api/plans/${items[0]?.id}`)
    const told = briefingSchema.parse(await server.json(`/api/programmes/2024/briefing?plan=${plan.id}`))
    expect(told.plan).toMatchObject({ id: plan.id, name: plan.name, state: 'approved' })
    expect(told).toMatchObject({
      failing: null,
      waiting: null,
      need: null,
      tieIns: null,
      budget: 240_000_000,
    })
    expect(told.programme.computed).toEqual({ ...plan.totals, remaining: plan.remaining })
    // Nothing has been written since it was frozen: the plan as it stands says the same.
    for (const key of ['subdistricts', 'scores', 'places', 'programme'] as const)
      expect(told[key], key).toEqual(briefing[key])
    expect((await server.get('/api/programmes/2024/briefing?plan=nobody')).status).toBe(404)
  })
})

describe('the figures of the briefing', () => {
  test('are those of the desk, to the last household', async () => {
    const programme = await server.json<ProgrammeAnswer>('/api/programmes/2024')
    expect(briefing.programme).toEqual(programme)
    const sum = (key: 'compounds' | 'buildings' | 'households' | 'cost'): number =>
      briefing.subdistricts.reduce((total, one) => total + one.selected[key], 0)
    expect(sum('compounds')).toBe(programme.computed.compounds)
    expect(sum('buildings')).toBe(programme.computed.buildings)
    expect(sum('households')).toBe(programme.computed.households)
    expect(sum('cost')).toBe(programme.computed.cost)
  })

  test('follow the ranking row by row', async () => {
    const ranking = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
    const ranked = ranking.filter((row) => row.rank !== null)
    expect(
      briefing.places.map(({ compoundId, rank, cost, selected }) => [compoundId, rank, cost, selected]),
    ).toEqual(ranked.map(({ compoundId, rank, cost, selected }) => [compoundId, rank, cost, selected]))
    const firstOut = briefing.places.find((one) => !one.selected)
    expect(firstOut?.gap).toBe((firstOut?.cost ?? 0) - briefing.programme.computed.remaining)
  })

  test('tell of every ineligible compound why', async () => {
    const { features } = await server.json<CompoundCollection>(
      '/api/compounds?year=2024&eligibility=ineligible',
    )
    expect(briefing.programme.register.ineligible).toBe(features.length)
    const failing = briefing.failing ?? []
    const alone = failing.reduce((sum, one) => sum + one.alone, 0)
    expect(alone).toBeLessThanOrEqual(features.length)
    expect(failing.reduce((sum, one) => sum + one.compounds, 0)).toBeGreaterThanOrEqual(features.length)
    expect(failing.length).toBeGreaterThan(0)
    expect(failing.every((one) => one.clause !== '')).toBe(true)
  })

  test('name who has no tie-in, and one example that has', () => {
    const { tieIns } = briefing
    if (tieIns === null) throw new Error('the plan as it stands has its tie-ins')
    expect(tieIns.wanted).toBe(briefing.programme.computed.compounds)
    expect(tieIns.found + tieIns.without.length).toBe(tieIns.wanted)
    expect(tieIns.sizes.reduce((sum, one) => sum + one.compounds, 0)).toBe(tieIns.found)
    expect(tieIns.refused).toBeLessThan(tieIns.candidates)
    expect(tieIns.example?.name).toBe('新北里')
  })

  test('are asked for by year, and an unknown year says so', async () => {
    expect((await server.get('/api/programmes/2031/briefing')).status).toBe(404)
  })
})
