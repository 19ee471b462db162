import { z } from 'zod'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { ImportFault } from './import-fault.ts'

const positive = z.number().positive()
const money = z.number().min(0)
const share = z.number().min(0).max(1)

/** `--rules`: what is absent keeps its default, each single price too. */
const overridesSchema = z
  .looseObject({
    rain: z.looseObject({
      a: positive,
      c: z.number().min(0),
      b: z.number().min(0),
      n: positive,
      confirmed: z.boolean().optional(),
    }),
    roughness: z.union([
      z.number().min(0.005).max(0.1),
      z.record(z.string(), z.union([z.number().min(0.005).max(0.1), z.record(z.string(), z.number())])),
    ]),
    dnSeries: z.array(z.number().min(50).max(6000)).min(1),
    minCover: z.number().min(0).max(20),
    searchRadius: z.number().positive(),
    searchLimit: z.number().positive(),
    searchAtLeast: z.number().int().min(0),
    defaultT1: positive,
    defaultPsi: share,
    frostDepth: z.number().min(0),
    tightRatio: positive,
    buildingClearance: z.number().min(0),
    psi: z.partialRecord(z.enum(['roof', 'asphalt', 'stone', 'gravel', 'dryStone', 'earth', 'green']), share),
    prices: z
      .looseObject({
        pipePerMetre: z.record(z.string().regex(/^\d+$/), money),
        manhole: money,
        newManholeOnMain: money,
        dropManhole: money,
        restorePerMetre: money,
      })
      .partial(),
  })
  .partial()

type Overrides = z.infer<typeof overridesSchema>

/** Reads a rules file over the defaults; every fault with the place it stands in. */
export function readRulesOverrides(
  text: string,
  file: string,
  defaults: DrainageRules,
): { rules: DrainageRules; faults: readonly ImportFault[] } {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    return { rules: defaults, faults: [{ file, feature: null, what: 'no JSON', expected: 'a JSON object' }] }
  }
  const parsed = overridesSchema.safeParse(document)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      file,
      feature: path.length > 0 ? path.join('.') : null,
      what: 'not as rules are',
      expected: message.replace(/^Invalid input: expected /, ''),
    }))
    return { rules: defaults, faults }
  }
  const rules = applyOverrides(defaults, parsed.data)
  const faults = rules.dnSeries
    .filter((dn) => rules.prices.pipePerMetre[dn] === undefined)
    .map((dn) => ({
      file,
      feature: 'prices.pipePerMetre',
      what: `no price for DN${dn}`,
      expected: 'a price for every size of dnSeries',
    }))
  return { rules, faults }
}

function applyOverrides(defaults: DrainageRules, given: Overrides): DrainageRules {
  const { rain, roughness, prices, psi, searchRadius, dnSeries, ...plain } = given
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(plain).filter(([key]) => key in defaults)),
    ...(rain && {
      rain: { a: rain.a, c: rain.c, b: rain.b, n: rain.n },
      rainConfirmed: rain.confirmed === true,
    }),
    roughness: applyRoughness(defaults.roughness, roughness),
    psi: { ...defaults.psi, ...psi },
    // A radius that somebody gives is meant: no looking beyond it unless a limit says so.
    ...(searchRadius !== undefined && { searchRadius, searchLimit: given.searchLimit ?? searchRadius }),
    ...(dnSeries && { dnSeries: [...new Set(dnSeries)].sort((a, b) => a - b) }),
    prices: {
      ...defaults.prices,
      ...prices,
      pipePerMetre: { ...defaults.prices.pipePerMetre, ...prices?.pipePerMetre },
    },
  }
}

/** A single number is that of the new pipes; an object goes by material, `newPipe` (or `concrete`) for the new ones. */
function applyRoughness(
  defaults: DrainageRules['roughness'],
  given: Overrides['roughness'],
): DrainageRules['roughness'] {
  if (given === undefined) return defaults
  if (typeof given === 'number') return { ...defaults, newPipe: given }
  const flat = Object.entries({ ...given, ...asRecord(given['byMaterial']) }).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  )
  const byMaterial = { ...defaults.byMaterial, ...Object.fromEntries(flat) }
  const number = (name: string): number | undefined => flat.find(([key]) => key === name)?.[1]
  return {
    byMaterial,
    newPipe: number('newPipe') ?? number('concrete') ?? defaults.newPipe,
    unknown: number('unknown') ?? defaults.unknown,
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
