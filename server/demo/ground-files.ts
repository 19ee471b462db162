import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { outlinesOf } from './city-features.ts'
import type { CityGround } from './city.ts'
import type { Outline } from './land.ts'
import type { Place } from './places.ts'

/** The district the city stands in. */
export const DISTRICT = '海港区'

/** Reads what ships with the program and what a city is built on. */
export async function readGround(
  dataFolder: string,
): Promise<{ readonly ground: CityGround; readonly outlines: readonly Outline[] }> {
  const json = async <T>(...path: string[]): Promise<T> =>
    JSON.parse(await readFile(join(dataFolder, ...path), 'utf8')) as T
  const outlines = outlinesOf(await json('geo', '130300-districts.geojson'))
  const outline = outlines.find(({ name }) => name === DISTRICT)
  if (outline === undefined) throw new Error(`130300-districts.geojson has no ${DISTRICT}`)
  const rules = await json<DrainageRules & { readonly rain: { readonly confirmed: boolean } }>(
    'drainage',
    'rules-default.json',
  )
  return {
    outlines,
    ground: {
      outline,
      places: await readPlaces(join(dataFolder, 'geo')),
      programme: await json<Programme>('programme-2024.json'),
      table: await json<ScoringTable>('scoring-default.json'),
      rules: { ...rules, rainConfirmed: rules.rain.confirmed },
    },
  }
}

async function readPlaces(folder: string): Promise<ReadonlyMap<string, Place>> {
  const rows = async (name: string) =>
    (await readFile(join(folder, name), 'utf8'))
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
  const communities = new Map<string, string[]>()
  for (const [, , name = '', kind = '', subdistrict = ''] of await rows('communities.csv')) {
    if (!kind.startsWith('居委会')) continue
    communities.set(subdistrict, [...(communities.get(subdistrict) ?? []), name])
  }
  return new Map(
    (await rows('subdistricts.csv')).map(([code = '', name = '']) => [
      code,
      { code, name, communities: communities.get(code) ?? [] },
    ]),
  )
}
