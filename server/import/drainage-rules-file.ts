import { z } from 'zod'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { readJson } from './data-file.ts'

const positive = z.number().positive()
const share = z.number().min(0).max(1)
const money = z.number().int().min(0)

const rulesSchema = z
  .looseObject({
    rain: z.looseObject({ a: positive, c: z.number(), b: z.number(), n: positive, confirmed: z.boolean() }),
    roughness: z.looseObject({
      newPipe: positive,
      byMaterial: z.record(z.string(), positive),
      unknown: positive,
    }),
    dnSeries: z.array(positive).min(1),
    minCover: positive,
    searchRadius: positive,
    searchLimit: positive,
    searchAtLeast: z.number().int().min(0),
    defaultT1: positive,
    defaultPsi: share,
    frostDepth: z.number().min(0),
    tightRatio: positive,
    buildingClearance: z.number().min(0),
    psi: z.looseObject({
      roof: share,
      asphalt: share,
      stone: share,
      gravel: share,
      dryStone: share,
      earth: share,
      green: share,
    }),
    prices: z.looseObject({
      pipePerMetre: z.record(z.string(), money),
      manhole: money,
      newManholeOnMain: money,
      dropManhole: money,
      restorePerMetre: money,
    }),
  })
  .transform(({ rain, ...rules }): DrainageRules => ({
    ...rules,
    rain: { a: rain.a, c: rain.c, b: rain.b, n: rain.n },
    rainConfirmed: rain.confirmed,
  }))

/** The engine's rules and prices as they ship. @throws {DataFileError} */
export function readDrainageRulesFile(file: string): Promise<DrainageRules> {
  return readJson(file, rulesSchema)
}
