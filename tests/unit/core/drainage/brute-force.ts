import type { CompoundSite, Pipe } from '#core/drainage/model.ts'
import type { DrainageRules } from '#core/drainage/rules.ts'
import type { Plane } from '#core/geo/projection.ts'
import type { RandomTown } from '#tests/builders/random-town.ts'
import { brokenRules, type Judged } from './hard-rules.ts'

/** The best that the plain search finds. */
export interface BestFound {
  readonly cost: number
  readonly deviations: number
}

interface Size {
  readonly dn: number
  readonly slope: number
  readonly flow: number
}

interface Choice extends BestFound {
  readonly size: Size
  readonly drop: number
}

/** Slopes in steps of 0.0001 up to this. */
const STEEPEST = 0.2

const SIZES = new WeakMap<DrainageRules, readonly (readonly Size[])[]>()

/** By DN every slope that is neither too flat (0.745 m/s, DN300 at 0.003) nor too fast (5 m/s), with its full flow. */
function sizesOf(rules: DrainageRules): readonly (readonly Size[])[] {
  const known = SIZES.get(rules)
  if (known) return known
  const made = rules.dnSeries.map((dn) =>
    Array.from({ length: Math.round(STEEPEST * 10_000) }, (_, k) => (k + 1) / 10_000).flatMap(
      (slope): Size[] => {
        const v = (1 / rules.roughness.newPipe) * (dn / 4000) ** (2 / 3) * Math.sqrt(slope)
        if (v < 0.745 || v > 5 || (dn <= 300 && slope < 0.003)) return []
        return [{ dn, slope, flow: ((Math.PI * dn * dn) / 4e6) * v * 1000 }]
      },
    ),
  )
  SIZES.set(rules, made)
  return made
}

/**
 * Every storm well in the radius and every `step` m along every main, every DN and every slope: the least deviations,
 * then the least cost, of all that break no hard rule by the apart checker. Straight ways only.
 */
export function searchEverywhere(
  town: RandomTown,
  site: CompoundSite,
  rules: DrainageRules,
  step: number,
): BestFound | null {
  let best: BestFound | null = null
  for (const pipe of town.pipes) {
    if (pipe.system !== 'YS' || pipe.invertStart === null || pipe.invertEnd === null) continue
    for (const station of stationsOn(pipe, step)) {
      const found = cheapestAt(town, site, pipe, station, rules, best)
      if (found) best = found
    }
  }
  return best
}

/** What the rules allow best at one place of a main; null where nothing beats `known`. */
export function cheapestAt(
  town: RandomTown,
  site: CompoundSite,
  pipe: Pipe,
  station: number,
  rules: DrainageRules,
  known: BestFound | null,
): BestFound | null {
  const [a, b] = [pipe.line[0] ?? [0, 0], pipe.line[1] ?? [0, 0]]
  const share = station / Math.hypot(b[0] - a[0], b[1] - a[1])
  const position: Plane = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
  const length = Math.hypot(position[0] - site.position[0], position[1] - site.position[1])
  if (length > rules.searchRadius) return null
  const [from, to] = [
    town.wells.find(({ id }) => id === pipe.from),
    town.wells.find(({ id }) => id === pipe.to),
  ]
  const invertMain = (pipe.invertStart ?? NaN) + ((pipe.invertEnd ?? NaN) - (pipe.invertStart ?? NaN)) * share
  const ground = (from?.ground ?? NaN) + ((to?.ground ?? NaN) - (from?.ground ?? NaN)) * share
  const { a: rainA, b: rainB, c, n } = rules.rain as { a: number; b: number; c: number; n: number }
  const flow = ((rainA * (1 + c * Math.log10(3))) / ((site.t1 ?? 10) + rainB) ** n) * (site.psiF ?? NaN)
  const choices: Choice[] = []
  for (const sizes of sizesOf(rules)) {
    const dn = sizes[0]?.dn ?? NaN
    // Nothing at this size can be cheaper than without a drop manhole.
    if (known?.deviations === 0 && costOf(rules, length, dn, station > 0, 0) >= known.cost - 1e-6) continue
    // Slopes differ in what they cost by the class of the drop only; of each class the flattest and the steepest.
    const flattest: (Choice | undefined)[] = []
    const steepest: (Size | undefined)[] = []
    const highest = ground - rules.minCover + 1e-9
    const lowest = Math.max(invertMain + pipe.dn / 1000, invertMain + dn / 1000) - 1e-9
    for (const size of sizes) {
      const crown = (site.crownStart ?? NaN) - size.slope * length
      if (crown < lowest) break
      if (size.flow < flow || crown > highest) continue
      const drop = crown - dn / 1000 - invertMain
      const level = drop > 4 ? 2 : drop > 1 + 1e-9 ? 1 : 0
      const flat = flattest[level]
      if (flat) {
        steepest[level] = size
        continue
      }
      const deviations = dn <= 600 && level === 2 ? 1 : 0
      flattest[level] = { size, drop, cost: costOf(rules, length, dn, station > 0, drop), deviations }
    }
    flattest.forEach((flat, level) => {
      if (!flat || (known && !less(flat, known))) return
      choices.push(flat)
      const size = steepest[level]
      const crown = (site.crownStart ?? NaN) - (size?.slope ?? NaN) * length
      if (size) choices.push({ ...flat, size, drop: crown - dn / 1000 - invertMain })
    })
  }
  choices.sort((one, other) => one.deviations - other.deviations || one.cost - other.cost)
  const holds = choices.find(({ size: { dn, slope }, drop }) => {
    const answer: Judged = {
      wellId: station === 0 ? pipe.from : null,
      pipeId: pipe.id,
      station,
      position,
      returnPeriod: 3,
      dn,
      slope,
      length,
      drop,
      invertEnd: invertMain + drop,
      invertStart: (site.crownStart ?? NaN) - dn / 1000,
      capacity: [],
    }
    return brokenRules(town, site, answer, rules).length === 0
  })
  return holds ? { cost: holds.cost, deviations: holds.deviations } : null
}

function less(one: BestFound, other: BestFound): boolean {
  return one.deviations !== other.deviations
    ? one.deviations < other.deviations
    : one.cost < other.cost - 1e-6
}

function* stationsOn(pipe: Pipe, step: number): Generator<number> {
  const [a, b] = [pipe.line[0] ?? [0, 0], pipe.line[1] ?? [0, 0]]
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  yield 0
  for (let station = step; station <= length - 2; station += step) if (station >= 2) yield station
}

/** The contract's formula, with the spacing of GB 50014-2021 5.4.4. */
function costOf(rules: DrainageRules, length: number, dn: number, midPipe: boolean, drop: number): number {
  const { prices } = rules
  const spacing = dn <= 600 ? 75 : dn <= 1000 ? 100 : dn <= 1500 ? 150 : 200
  const manholes = Math.max(0, Math.ceil(length / spacing - 1e-9) - 1)
  return (
    length * ((prices.pipePerMetre[String(dn)] ?? NaN) + prices.restorePerMetre) +
    manholes * prices.manhole +
    (midPipe ? prices.newManholeOnMain : 0) +
    (drop > 1 + 1e-9 ? prices.dropManhole : 0)
  )
}
