import type { Building, Compound } from './compound.ts'
import type { Tier, Verdict } from './verdict.ts'

/** Last year of completion of each tier. */
export interface TierYears {
  readonly A: number
  readonly B: number
}

/** The tier of a compound and what it rests on. */
export interface TierJudgement {
  readonly tier: Tier
  /** pass: A or B; fail: later than B; unknown: no year, or no tier holds most households. */
  readonly verdict: Verdict
  /** The year the compound stands for; null while unknown. Always a year of `tier`. */
  readonly year: number | null
  /** Do its buildings fall into different tiers? */
  readonly mixed: boolean
  /** Numbers of the buildings outside the tier; their cost may be excluded. */
  readonly outside: readonly string[]
}

interface DatedBuilding {
  readonly number: string
  readonly year: number | null
  readonly weight: number
}

/**
 * Tier from the year of completion. Where buildings carry years they decide: the tier that holds more than
 * half of the households is the compound's (DOMAIN §2.1; 桥东南里 has blocks of 1993 and 2008). Without such a
 * majority nothing is guessed: the tier is `none` and the verdict unknown. A building without a year takes the
 * compound's declared one.
 */
export function tierOf(compound: Pick<Compound, 'builtYear' | 'buildings'>, years: TierYears): TierJudgement {
  const dated = datedBuildings(compound)
  const total = dated.reduce((sum, building) => sum + building.weight, 0)
  for (const tier of ['A', 'B', 'none'] as const) {
    const inside = dated.filter(
      (building) => building.year !== null && tierOfYear(building.year, years) === tier,
    )
    const weight = inside.reduce((sum, building) => sum + building.weight, 0)
    if (weight * 2 <= total) continue
    const outside = dated.filter((building) => !inside.includes(building)).map((building) => building.number)
    return {
      tier,
      verdict: tier === 'none' ? 'fail' : 'pass',
      year: middleYear(inside, weight),
      mixed: outside.length > 0,
      outside,
    }
  }
  return {
    tier: 'none',
    verdict: 'unknown',
    year: null,
    mixed: dated.some((building) => building.year !== null),
    outside: [],
  }
}

/** Tier of one year of completion. */
export function tierOfYear(year: number, years: TierYears): Tier {
  if (year <= years.A) return 'A'
  return year <= years.B ? 'B' : 'none'
}

function datedBuildings(compound: Pick<Compound, 'builtYear' | 'buildings'>): readonly DatedBuilding[] {
  const buildings = compound.buildings
  if (!buildings.some((building) => building.builtYear !== null)) {
    return [{ number: '', year: compound.builtYear, weight: 1 }]
  }
  const inhabited = buildings.some((building) => building.households > 0)
  return buildings.map((building: Building) => ({
    number: building.number,
    year: building.builtYear ?? compound.builtYear,
    weight: inhabited ? building.households : 1,
  }))
}

/** The year in which half of the households of these buildings were housed. */
function middleYear(buildings: readonly DatedBuilding[], weight: number): number | null {
  let below = 0
  const ordered = [...buildings].sort((a, b) => (a.year ?? 0) - (b.year ?? 0))
  for (const building of ordered) {
    below += building.weight
    if (below * 2 >= weight) return building.year
  }
  return null
}
