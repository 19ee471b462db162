import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { areaOf } from '#core/geo/plane-geometry.ts'
import { toPlane } from '#core/geo/projection.ts'
import type { Programme } from '#core/programme/programme.ts'
import { validateScoringTable } from '#core/programme/scoring-table-faults.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'

const DATA = fileURLToPath(new URL('../../../data/', import.meta.url))
const text = (path: string) => readFile(`${DATA}${path}`, 'utf8')
const json = async <T>(path: string) => JSON.parse(await text(path)) as T
const rows = async (path: string) => (await text(path)).trim().split('\n').slice(1)

const publishedSchema = z.object({
  programmes: z.array(
    z.looseObject({
      programme: z.string(),
      area: z.string(),
      compounds: z.number().int().nullable(),
      buildings: z.number().int().nullable(),
      households: z.number().int().nullable(),
      floorArea: z.number().nullable(),
      investment: z.number().int().nullable(),
      source: z.string().startsWith('http'),
    }),
  ),
})

const outlineSchema = z.looseObject({
  metadata: z.looseObject({ source: z.string(), licence: z.string(), crs: z.string().startsWith('WGS84') }),
  features: z.array(
    z.looseObject({
      properties: z.looseObject({ name: z.string() }),
      geometry: z.looseObject({ coordinates: z.array(z.unknown()) }),
    }),
  ),
})

describe('programme-2024.json', () => {
  it('holds the notice: 13 = 11 + 2, 130, 5973, 46.52 万 m², 24000 万元', async () => {
    const { official } = await json<Programme>('programme-2024.json')
    expect(official).toEqual({
      compounds: 13,
      buildings: 130,
      households: 5973,
      floorArea: 465_200,
      budget: 240_000_000,
      tierA: 11,
      tierB: 2,
    })
  })

  it('gives every official figure again as a fact with clause and quote', async () => {
    const { official, facts } = await json<Programme>('programme-2024.json')
    const byKey = new Map(facts.map((fact) => [fact.key, fact]))
    for (const [key, value] of Object.entries(official)) expect(byKey.get(key)?.value).toBe(value)
    for (const fact of facts) {
      expect(fact.clause).not.toBe('')
      expect(fact.quote).not.toBe('')
    }
    for (const key of [
      'formerOwnerShare',
      'publicHousingShare',
      'mixedUseShare',
      'startBy',
      'completeBy',
      'acceptBy',
    ]) {
      expect(byKey.has(key)).toBe(true)
    }
  })

  it('has the gates as integers, a clause for every predicate, and marks what the notice does not say', async () => {
    const { policy } = await json<Programme>('programme-2024.json')
    for (const { numerator, denominator } of [policy.consentThreshold, policy.satisfactionThreshold]) {
      expect(numerator * 100).toBe(denominator * 80)
    }
    for (let number = 0; number <= 11; number++)
      expect(policy.clauses[`P${number}`]).toMatch(/^海政办通〔2023〕42号 /)
    expect(policy.reserves.confirmed).toBe(false)
    expect(policy.baselineCostPerSquareMetre.confirmed).toBe(false)
    expect(policy.schedule).toMatchObject({
      startBy: '2024-03-31',
      completeBy: '2024-09-30',
      acceptBy: '2024-10-31',
    })
  })

  it('keeps the funding rules with their shares', async () => {
    const { funding } = await json<{ funding: { id: string; percent?: number }[] }>('programme-2024.json')
    const shares = Object.fromEntries(
      funding.flatMap(({ id, percent }) => (percent === undefined ? [] : [[id, percent]])),
    )
    expect(shares).toEqual({ former_owner: 10, public_housing_owner: 20, mixed_use_owners: 20 })
  })
})

describe('the other real files', () => {
  it('publish the totals of 2023 (district) and 2020 (city), each with its source', async () => {
    const { programmes } = publishedSchema.parse(await json('programmes-published.json'))
    expect(programmes).toContainEqual(
      expect.objectContaining({
        programme: '2023',
        area: '海港区',
        compounds: 16,
        buildings: 163,
        households: 6662,
        floorArea: 583_100,
        investment: 311_300_000,
      }),
    )
    expect(programmes).toContainEqual(
      expect.objectContaining({
        programme: '2020',
        area: '秦皇岛市',
        compounds: 98,
        buildings: 600,
        households: 22_918,
        investment: 260_000_000,
      }),
    )
  })

  it('hold a scoring sheet without a fault that says it is not official', async () => {
    const table = await json<ScoringTable>('scoring-default.json')
    expect(validateScoringTable(table)).toEqual([])
    expect(table.criteria).toHaveLength(11)
    expect(table.notice).toContain('非官方')
  })

  it('list 23 镇街 and 388 communities whose 镇街 is known', async () => {
    const subdistricts = (await rows('geo/subdistricts.csv')).map((row) => row.split(',')[0])
    const communities = (await rows('geo/communities.csv')).map((row) => row.split(','))
    expect(subdistricts).toHaveLength(23)
    expect(communities).toHaveLength(388)
    expect(communities.every(([, , , , code]) => subdistricts.includes(code))).toBe(true)
    expect(new Set(communities.map(([code]) => code)).size).toBe(388)
  })

  it('draw the district (752 km²) and its six neighbours with source and licence', async () => {
    const { features } = outlineSchema.parse(await json('geo/130302-boundary.geojson'))
    const ring = (features[0]?.geometry.coordinates[0] ?? []) as [number, number][]
    const area = areaOf([ring.map(([longitude, latitude]) => toPlane([longitude, latitude]))]) / 1e6
    // 752 by the sphere, 753.6 by the ellipsoid.
    expect(Math.abs(area - 752)).toBeLessThan(3)
    const districts = outlineSchema.parse(await json('geo/130300-districts.geojson'))
    expect(districts.features.map(({ properties }) => properties.name)).toContain('海港区')
    expect(districts.features).toHaveLength(7)
  })

  it('are each named with their provenance in data/README.md and data/sources.json', async () => {
    const readme = await text('README.md')
    const sources = (await json<{ file: string }[]>('sources.json')).map(({ file }) => file)
    const files = (await readdir(DATA, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath.slice(DATA.length)}/${entry.name}`.replace(/^\//, ''))
      .filter((file) => !['README.md', 'sources.json'].includes(file))
    for (const file of files) {
      const isListed = sources.some(
        (source) => file === source || (source.endsWith('/') && file.startsWith(source)),
      )
      expect(isListed, `${file} is not in sources.json`).toBe(true)
      const isDescribed = readme.includes(file) || readme.includes(`${file.split('/')[0]}/\``)
      expect(isDescribed, `${file} is not in data/README.md`).toBe(true)
    }
  })
})
