import type { Polygon } from 'geojson'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompoundCollection, CompoundDetail } from '#core/api/compounds.ts'
import type { Problem } from '#core/api/service.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer

/** Seven compounds from west to east, 0.01° apart. */
const REGISTER = Array.from({ length: 7 }, (_, index) =>
  aCompound({
    id: `c${index}`,
    name: index === 3 ? '新北里' : `示例小区 0${index}`,
    footprint: squareAt(119.5 + index * 0.01),
    subdistrictCode: index < 2 ? '130302002' : '130302001',
    subdistrict: index < 2 ? '海滨路街道' : '文化路街道',
    renovatedYear: index === 6 ? 2023 : null,
    demolitionPlanned: index === 5,
  }),
)

beforeAll(async () => {
  server = await aServer({ data: REGISTER })
})

afterAll(() => server.close())

async function idsOf(query: string): Promise<string[]> {
  return (await server.json<CompoundCollection>(`/api/compounds?${query}`)).features.map(
    (feature) => feature.id,
  )
}

test('a box finds what it touches, its edges included, and nothing a rounded index would add', async () => {
  expect(await idsOf('bbox=119.51,39.94,119.525,39.95')).toEqual(['c1', 'c2'])
  expect(await idsOf('bbox=119.505,39.94,119.505,39.94')).toEqual(['c0'])
  expect(await idsOf('bbox=119.5050001,39.94,119.5099999,39.95')).toEqual([])
})

test('filters by 镇街 name or code, by verdicts and by words, together', async () => {
  expect(await idsOf(`subdistrict=${encodeURIComponent('海滨路街道')}`)).toEqual(['c0', 'c1'])
  expect(await idsOf('subdistrict=130302002')).toEqual(['c0', 'c1'])
  expect(await idsOf('eligibility=ineligible,renovated')).toEqual(['c5', 'c6'])
  expect(await idsOf(`q=${encodeURIComponent('新北')}`)).toEqual(['c3'])
  expect(await idsOf(`q=${encodeURIComponent('新北')}&subdistrict=130302002`)).toEqual([])
})

test('one renovated in 2023 is in the register of 2024 as renovated', async () => {
  const { features } = await server.json<CompoundCollection>('/api/compounds?year=2024&eligibility=renovated')
  expect(features.map(({ properties }) => [properties.renovatedYear, properties.year])).toEqual([
    [2023, 2024],
  ])
})

test('pages follow each other without a gap or a repeat, and the last has no next', async () => {
  const seen: string[] = []
  let cursor = ''
  for (let page = 0; page < 10; page++) {
    const answer = await server.json<CompoundCollection>(`/api/compounds?limit=3${cursor}`)
    expect(answer.numberMatched).toBe(7)
    seen.push(...answer.features.map((feature) => feature.id))
    if (answer.next === undefined) break
    cursor = `&cursor=${answer.next}`
  }
  expect(seen).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6'])
})

test('a limit above 10000 is clamped, not refused', async () => {
  expect((await server.get('/api/compounds?limit=999999')).status).toBe(200)
})

test('one compound comes with buildings, checks, sheet and version', async () => {
  const { properties } = await server.json<CompoundDetail>('/api/compounds/c3')
  expect(properties.version).toBe(1)
  expect(properties.buildingList).toHaveLength(2)
  expect(properties.checks.map((check) => check.id)).toEqual([
    'P0',
    'P1',
    'P2',
    'P3',
    'P4',
    'P5',
    'P6',
    'P7',
    'P8',
    'P9',
    'P10',
    'P11',
  ])
  expect(properties.scoreSheet?.criteria).toHaveLength(11)
})

test.each([
  ['bbox=1,2,3', 'bbox', '1,2,3'],
  ['bbox=119,39,118,40', 'bbox', '119,39,118,40'],
  ['bbox=500000,4400000,510000,4420000', 'bbox', '500000,4400000,510000,4420000'],
  ['bbox=a,b,c,d', 'bbox', 'a,b,c,d'],
  ['limit=0', 'limit', '0'],
  ['limit=many', 'limit', 'many'],
  ['cursor=!!', 'cursor', '!!'],
  ['eligibility=maybe', 'eligibility', 'maybe'],
  ['year=1999', 'year', 1999],
  ['year=next', 'year', 'next'],
])('%s is refused, naming the field, its value and what was expected', async (query, field, value) => {
  const response = await server.get(`/api/compounds?${query}`)
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  const problem = (await response.json()) as Problem
  expect(problem).toMatchObject({ status: 400, title: '请求有误', instance: '/api/compounds' })
  expect(problem.errors).toEqual([{ field, value, message: expect.stringContaining('应') }])
})

test('an unknown compound is 404 and says which', async () => {
  const response = await server.get('/api/compounds/nobody')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ title: '没有找到', detail: '没有编号为 nobody 的小区' })
})

function squareAt(west: number): Polygon {
  const [east, south, north] = [west + 0.005, 39.94, 39.945]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}
