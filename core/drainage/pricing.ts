import type { DrainageRules } from './rules.ts'

/** A drop above this many m gets a drop manhole 跌水井 (GB 50014-2021 5.5.1). */
export const DROP_MANHOLE_ABOVE = 1

/** Largest distance between manholes on a straight run, m (GB 50014-2021 5.4.4). */
export function manholeSpacing(dn: number): number {
  if (dn <= 600) return 75
  if (dn <= 1000) return 100
  if (dn <= 1500) return 150
  return 200
}

/** Manholes between both ends of a branch: one at every bend, and on each straight run what the spacing asks. */
export function manholesBetween(runs: readonly number[], dn: number): number {
  const spacing = manholeSpacing(dn)
  let along = 0
  for (const run of runs) along += Math.max(0, Math.ceil(run / spacing - 1e-9) - 1)
  return along + Math.max(0, runs.length - 1)
}

/**
 * Cost of a connection in 元, not rounded: length × (pipe + restoring) + manholes between the ends + the new manhole
 * on the main where there is none + the drop manhole where the drop is over 1 m.
 */
export function connectionCost(
  rules: DrainageRules,
  runs: readonly number[],
  dn: number,
  midPipe: boolean,
  drop: number,
): number {
  const { prices } = rules
  let length = 0
  for (const run of runs) length += run
  return (
    length * ((prices.pipePerMetre[dn] ?? NaN) + prices.restorePerMetre) +
    prices.manhole * manholesBetween(runs, dn) +
    (midPipe ? prices.newManholeOnMain : 0) +
    (needsDropManhole(drop) ? prices.dropManhole : 0)
  )
}

/** Over 1 m, forgiving the last digits of a subtraction. */
export function needsDropManhole(drop: number): boolean {
  return drop > DROP_MANHOLE_ABOVE + 1e-9
}
