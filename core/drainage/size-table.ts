import { floorSteps, fullResistance, GREATEST_VELOCITY, leastSlopeSteps } from './hydraulics.ts'
import type { DrainageRules } from './rules.ts'

/** What of a size depends on the rules alone. Slopes in steps of 0.0001. */
export interface SizeRow {
  /** mm */
  readonly dn: number
  /** Least slope a new pipe of this size may have (H2 with H4). */
  readonly leastSteps: number
  /** Greatest slope at which it runs no faster than 5 m/s (H3). */
  readonly mostSteps: number
  /** Root of the friction slope of 1 m³/s. */
  readonly resistance: number
}

const TABLES = new WeakMap<DrainageRules, readonly SizeRow[]>()

/** A row for each size of the series, computed once for a set of rules. */
export function sizeTable(rules: DrainageRules): readonly SizeRow[] {
  const known = TABLES.get(rules)
  if (known) return known
  const n = rules.roughness.newPipe
  const table = rules.dnSeries.map((dn) => ({
    dn,
    leastSteps: leastSlopeSteps(dn, n),
    mostSteps: floorSteps(((GREATEST_VELOCITY * n) / Math.cbrt(dn / 4000) ** 2) ** 2),
    resistance: fullResistance(dn, n),
  }))
  TABLES.set(rules, table)
  return table
}
