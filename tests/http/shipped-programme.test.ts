import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compoundCollectionSchema, compoundDetailSchema } from '#core/api/compounds.ts'
import type { CompoundCollection } from '#core/api/compounds.ts'
import { connectionCollectionSchema, downstreamSchema } from '#core/api/connections.ts'
import type { ConnectionCollection, Downstream } from '#core/api/connections.ts'
import { baseMapCollectionSchema } from '#core/api/base-map.ts'
import { subdistrictListSchema } from '#core/api/places.ts'
import { planningSchema } from '#core/api/planning.ts'
import { programmeListSchema, programmeSchema, rankingRowSchema } from '#core/api/programmes.ts'
import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import { healthSchema, searchAnswerSchema, settingsSchema } from '#core/api/service.ts'
import type { SearchAnswer, Settings } from '#core/api/service.ts'
import { dataSourceListSchema } from '#core/api/sources.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import { planningProgramme } from '#core/programme/planning-columns.ts'
import { mapFrame } from '#server/import/coordinate-frame.ts'
import { readSwmmNetwork } from '#server/import/swmm-inp.ts'
import { readPipes } from '#server/store/network.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

describe('the 2024 programme as it ships', () => {
  test('official figures are the notice’s, computed ones add up to the same from the records', async () => {
    const programme = await server.json<ProgrammeAnswer>('/api/programmes/2024')
    expect(programme.official).toMatchObject({
      compounds: 13,
      buildings: 130,
      households: 5973,
      floorArea: 465_200,
      budget: 240_000_000,
    })
    expect(programme.computed).toMatchObject({
      compounds: 13,
      buildings: 130,
      households: 5973,
      floorArea: 465_200,
      tierA: 11,
      tierB: 2,
    })
    expect(programme.difference).toEqual({ compounds: 0, buildings: 0, households: 0, floorArea: 0 })
    const { cost, reserveTemporary, reserveMaintenance, remaining } = programme.computed
    expect(cost + reserveTemporary + reserveMaintenance + remaining).toBe(240_000_000)
    expect(remaining).toBeGreaterThanOrEqual(0)
    expect(programme.demo).toBe(true)
  })

  test('the computed figures are counted from the buildings of the selected compounds, not copied', async () => {
    const { features } = await server.json<CompoundCollection>('/api/compounds?year=2024')
    const selected = features.filter(({ properties }) => properties.selected)
    let buildings = 0
    let households = 0
    let floorArea = 0
    for (const { id } of selected) {
      const detail = compoundDetailSchema.parse(await server.json(`/api/compounds/${id}`))
      buildings += detail.properties.buildingList.length
      for (const building of detail.properties.buildingList) {
        households += building.households
        floorArea += building.floorArea
      }
    }
    expect([selected.length, buildings, households, floorArea]).toEqual([13, 130, 5973, 465_200])
  })

  test('every row that is not selected says why, and no rank without a score', async () => {
    const ranking = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
    expect(ranking).toHaveLength(72)
    for (const row of ranking) {
      if (row.selected) expect(row.reason).toBeNull()
      else expect(row.reason).toMatch(/[\u4e00-\u9fff]/)
      if (row.rank !== null) expect(row.score).not.toBeNull()
    }
  })

  test('every verdict is there, each but eligible with its reasons', async () => {
    const { features } = await server.json<CompoundCollection>('/api/compounds?year=2024')
    const verdicts = new Set(features.map(({ properties }) => properties.eligibility))
    expect([...verdicts].sort()).toEqual(['conditional', 'eligible', 'ineligible', 'renovated', 'unverified'])
    for (const { properties } of features) {
      expect(properties.reasons.length > 0).toBe(properties.eligibility !== 'eligible')
    }
  })

  test('each of the thirteen compounds of the plan has a best connection, and its way ends at an outfall', async () => {
    const { features } = await server.json<ConnectionCollection>('/api/connections?year=2024')
    const points = features.flatMap(({ properties }) =>
      properties.kind === 'connection' ? [properties] : [],
    )
    expect(new Set(points.map((point) => point.compoundId)).size).toBe(13)
    for (const point of points) {
      expect(point.state).toBe('MARKED')
      const way = await server.json<Downstream>(`/api/connections/${point.id}/downstream`)
      const end = way.features.at(-1)
      expect(end?.geometry.type).toBe('Point')
      expect(end?.properties).toMatchObject({ kind: 'outfall' })
      const pipes = way.features.slice(0, -1)
      expect(pipes[0]?.id).toBe(point.pipeId)
      pipes.slice(1).forEach((pipe, index) => expect(pipe.properties.from).toBe(pipes[index]?.properties.to))
    }
  })

  test('all=1 adds the refused candidates with the reason of each in Chinese', async () => {
    const [best, all] = await Promise.all([
      server.json<ConnectionCollection>('/api/connections'),
      server.json<ConnectionCollection>('/api/connections?all=1'),
    ])
    expect(all.numberMatched).toBeGreaterThan(best.numberMatched)
    for (const { properties } of all.features) {
      if (properties.kind !== 'connection' || properties.status !== 'rejected') continue
      expect(properties.rank).toBeNull()
      expect(properties.explanation.at(-1)).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  test('search finds a compound, a street, a well and a 镇街', async () => {
    const kindsOf = async (q: string): Promise<string[]> =>
      (await server.json<SearchAnswer>(`/api/search?q=${encodeURIComponent(q)}`)).items.map(
        (item) => item.kind,
      )
    expect((await kindsOf('新北里'))[0]).toBe('compound')
    expect((await kindsOf('河北大街'))[0]).toBe('street')
    expect(await kindsOf('ys-0001')).toContain('well')
    expect((await kindsOf('文化路街道'))[0]).toBe('subdistrict')
    expect(await kindsOf('   ')).toEqual([])
  })

  test('settings name what is still 未核定 and where to look first', async () => {
    const settings = await server.json<Settings>('/api/settings')
    expect(settings).toMatchObject({ demo: true, years: [2024], defaultYear: 2024 })
    expect(settings.unconfirmed.map((note) => note.key)).toContain('rain')
    const [west = 0, south = 0, east = 0, north = 0] = settings.bounds
    expect(west < 119.6 && 119.6 < east && south < 39.94 && 39.94 < north).toBe(true)
    expect(settings.subdistricts).toHaveLength(23)
  })

  test.each([
    ['/api/health', healthSchema],
    ['/api/settings', settingsSchema],
    ['/api/programmes', programmeListSchema],
    ['/api/programmes/2024', programmeSchema],
    ['/api/programmes/2024/ranking', rankingRowSchema.array()],
    ['/api/compounds', compoundCollectionSchema],
    ['/api/connections?all=1&limit=200', connectionCollectionSchema],
    ['/api/basemap', baseMapCollectionSchema],
    ['/api/subdistricts', subdistrictListSchema],
    ['/api/search?q=%E5%B0%8F%E5%8C%BA', searchAnswerSchema],
    ['/api/sources', dataSourceListSchema],
  ])('%s answers in the shape of its schema', async (path, schema) => {
    expect(schema.safeParse(await server.json(path)).error).toBeUndefined()
  })

  test('the way downstream answers in the shape of its schema', async () => {
    const { features } = await server.json<ConnectionCollection>('/api/connections?limit=1')
    const way = await server.json(`/api/connections/${features[0]?.id}/downstream`)
    expect(downstreamSchema.safeParse(way).error).toBeUndefined()
  })
})

describe('network.inp', () => {
  test('is the storm network with the branch of every tie-in, and is read back without a fault', async () => {
    const answer = await server.get('/exports/network.inp?year=2024')
    expect(answer.headers.get('content-type')).toContain('text/plain')
    const text = await answer.text()
    expect(text).toContain('示例数据')
    expect(text).toContain('暴雨强度公式未核定')
    const { wells, pipes, faults } = readSwmmNetwork(text, 'network.inp', 'YS', mapFrame('EPSG:4549'))
    expect(faults).toEqual([])
    const { features } = await server.json<ConnectionCollection>('/api/connections?year=2024&limit=10000')
    const tied = features.filter(({ properties }) => properties.kind === 'connection')
    const laid = new Set(wells.map(({ id }) => id))
    for (const { properties } of tied) expect(laid.has(`${properties.compoundId}.out`)).toBe(true)
    const stored = (await readPipes(server.parts.store)).filter(
      ({ system, status, invertStart, invertEnd }) =>
        system === 'YS' && status === 'in_use' && invertStart !== null && invertEnd !== null,
    )
    const back = new Map(pipes.map((pipe) => [pipe.id, pipe]))
    for (const { id, dn, invertStart } of stored) {
      expect(back.get(id)).toMatchObject({ dn })
      expect(back.get(id)?.invertStart).toBeCloseTo(invertStart ?? NaN, 5)
    }
    expect(stored.length).toBeGreaterThan(100)
  })
})

describe('planning data', () => {
  test('lets the page compute the very plan the server computes', async () => {
    const answer = planningSchema.parse(await server.json('/api/programmes/2024/planning'))
    const { evaluation } = (await server.parts.evaluations.of(2024)) ?? {}
    expect(selectProgramme(planningProgramme(answer))).toEqual(evaluation)
    expect(answer.inputs).toMatch(/^[\w-]{22}$/)
    expect(planningSchema.parse(await server.json('/api/programmes/2024/planning')).inputs).toBe(
      answer.inputs,
    )
  })
})
