import type { Assessment } from './assess.ts'
import { everyMetre, pointsOnMains, type Target } from './candidates.ts'
import { SLOPE_STEP } from './hydraulics.ts'
import type { StormNetwork } from './network.ts'
import { connectionCost } from './pricing.ts'
import type { DrainageRules } from './rules.ts'
import { crownAt, type PreparedSite } from './site.ts'
import { sizeTable } from './size-table.ts'

/** Metres either side of the best of the coarser points, m of pipe. */
const NEARBY = 20

/**
 * Mid-pipe points that nothing but the mains' capacity can refuse: those of every 10 m and the feet of the
 * perpendiculars, and the best of the metres around the best of these (of all metres where none of them will do). A place is only
 * routed where the straight line, which no way can be shorter than, could make it.
 */
export function pointsWorthATieIn(
  network: StormNetwork,
  site: PreparedSite,
  rules: DrainageRules,
  assess: (target: Target) => Assessment,
): Assessment[] {
  const bound = (target: Target): number => leastCost(network, site, target, rules)
  const byMain = new Map<number, Target[]>()
  for (const target of pointsOnMains(network, site, rules)) {
    byMain.set(target.pipe, [...(byMain.get(target.pipe) ?? []), target])
  }
  return [...byMain].flatMap(([pipe, points]) => {
    const coarse = points
      .filter((target) => bound(target) < Infinity)
      .map(assess)
      .filter(({ reasons }) => reasons.length === 0)
    let best = cheapest(coarse)
    const around = best?.target.station ?? null
    const finer = everyMetre(network, site, pipe, rules)
      .filter(({ station }) => around === null || Math.abs(station - around) < NEARBY)
      .map((target) => ({ target, least: bound(target) }))
      .sort((a, b) => a.least - b.least)
    let found: Assessment | null = null
    for (const { target, least } of finer) {
      if (least >= (best?.deviations === 0 ? costOf(best) : Infinity)) break
      const next = assess(target)
      if (next.reasons.length > 0 || (best && compareAssessments(next, best) >= 0)) continue
      best = next
      found = next
    }
    return found ? [...coarse, found] : coarse
  })
}

/** The metres either side of a point on a main: where a size that the mains allow may cost less. */
export function metresAround(
  network: StormNetwork,
  site: PreparedSite,
  { pipe, station }: Target,
  rules: DrainageRules,
): Target[] {
  return everyMetre(network, site, pipe, rules).filter((near) => Math.abs(near.station - station) < NEARBY)
}

/**
 * What a connection here costs at least, 元: the cheapest size that the levels allow on the straight line, without a
 * drop manhole. Infinity where the straight line already loses more than there is to lose.
 */
function leastCost(network: StormNetwork, site: PreparedSite, target: Target, rules: DrainageRules): number {
  const main = network.pipes[target.pipe]
  const invert = (main?.invertStart ?? NaN) - (network.slope[target.pipe] ?? NaN) * target.station
  const { crown } = crownAt(site, target.start, rules)
  const fall = crown - invert - (main?.dn ?? NaN) / 1000
  const runs = [target.distance]
  let cost = Infinity
  for (const { dn, leastSteps, resistance } of sizeTable(rules)) {
    const least = Math.max(leastSteps * SLOPE_STEP, ((site.designFlow / 1000) * resistance) ** 2)
    if (least * target.distance > fall + 1e-6) continue
    cost = Math.min(cost, connectionCost(rules, runs, dn, true, 0))
  }
  return cost - 1e-6
}

function cheapest(assessments: readonly Assessment[]): Assessment | null {
  return assessments.reduce<Assessment | null>(
    (best, next) => (best === null || compareAssessments(next, best) < 0 ? next : best),
    null,
  )
}

/** The better first, by what the mains below have no say in. */
export function compareAssessments(a: Assessment, b: Assessment): number {
  return a.deviations - b.deviations || costOf(a) - costOf(b)
}

function costOf({ size }: Assessment): number {
  return size?.cost ?? Infinity
}
