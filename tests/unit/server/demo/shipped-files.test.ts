import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cityOf, programmeCity, readData } from './shipped-city.ts'

const collectionSchema = z.looseObject({
  type: z.literal('FeatureCollection'),
  source: z.literal('demo'),
  notice: z.string().startsWith('示例数据'),
  features: z.array(z.looseObject({ properties: z.looseObject({ source: z.enum(['demo', 'real']) }) })),
})

describe('the city that ships', () => {
  let files: Map<string, string>
  beforeAll(async () => {
    files = (await programmeCity()).files
  })

  it('is what `npm run demo:build` makes, byte for byte', async () => {
    expect([...files.keys()].sort()).toEqual([
      'basemap.geojson',
      'buildings.geojson',
      'compounds.geojson',
      'demo.json',
      'pipes.geojson',
      'wells.geojson',
    ])
    for (const [name, text] of files) {
      // Compared as a boolean: a difference of megabytes helps nobody.
      expect((await readData(`demo/${name}`)) === text, `data/demo/${name}: run npm run demo:build`).toBe(
        true,
      )
    }
  })

  it('says in every file and on every feature that it is synthetic', () => {
    for (const [name, text] of files) {
      if (!name.endsWith('.geojson')) continue
      const { features } = collectionSchema.parse(JSON.parse(text))
      const real = features.filter(({ properties }) => properties.source === 'real')
      if (name === 'basemap.geojson') {
        expect(real.map(({ properties }) => properties['class']).sort()).toEqual([
          'district',
          ...Array.from({ length: 6 }, () => 'neighbour'),
        ])
      } else expect(real).toEqual([])
    }
  })

  it('stays under four megabytes', () => {
    expect([...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(
      4_000_000,
    )
  })

  it('holds facts and no verdict, score or rank', () => {
    expect(files.get('compounds.geojson')).not.toMatch(/"(rank|score|eligibility|selected|tier)":/)
  })

  it('changes with the seed and only with it', async () => {
    const wish = { seed: 7, compounds: 20, pipes: 150 } as const
    const [first, second, other] = await Promise.all([
      cityOf(wish),
      cityOf(wish),
      cityOf({ ...wish, seed: 8 }),
    ])
    expect(second.files).toEqual(first.files)
    expect(other.files.get('compounds.geojson')).not.toBe(first.files.get('compounds.geojson'))
  })
})
