import { sumCounts, type CompoundCount } from '../../compound/totals.ts'
import type { CompoundJudgement, ProgrammeEvaluation } from '../evaluation.ts'

/** What the shares are counted from: of an evaluation, or of a frozen plan. */
export type EquityRow = Pick<
  CompoundJudgement,
  'subdistrictCode' | 'subdistrict' | 'tier' | 'builtYear' | 'count' | 'selected' | 'cost'
>

/** One group of the register and what the plan gives it. */
export interface EquityGroup {
  /** Code of the 镇街, tier, or first year of the decade; "" where unknown. */
  readonly key: string
  readonly label: string
  readonly compounds: number
  readonly households: number
  readonly selected: CompoundCount & { readonly compounds: number; readonly cost: number }
}

/** A selected compound whose price is out of the band, with its 元 per m² and 元 per household. */
export interface CostOutlier {
  readonly compoundId: string
  readonly perSquareMetre: number | null
  readonly perHousehold: number | null
}

/** Band of usual prices in 元, both ends included (DOMAIN §5.1: 400–800 元/m², 2.5–6 万元/户). */
export interface CostBand {
  readonly perSquareMetre: readonly [low: number, high: number]
  readonly perHousehold: readonly [low: number, high: number]
}

/** The usual prices of DOMAIN §5.1; a suggestion, not a rule. */
export const USUAL_PRICES: CostBand = {
  perSquareMetre: [400, 800],
  perHousehold: [25_000, 60_000],
}

export interface Equity {
  readonly bySubdistrict: readonly EquityGroup[]
  readonly byTier: readonly EquityGroup[]
  readonly byDecade: readonly EquityGroup[]
}

/** What the plan gives each 镇街, tier and decade of building, beside what stands there (DOMAIN §4.4). */
export function equityOf({ judgements }: { readonly judgements: ReadonlyMap<string, EquityRow> }): Equity {
  const all = [...judgements.values()]
  return {
    bySubdistrict: groupBy(all, ({ subdistrictCode, subdistrict }) => [subdistrictCode, subdistrict]),
    byTier: groupBy(all, ({ tier }) => [tier, tier]),
    byDecade: groupBy(all, ({ builtYear }) => {
      if (builtYear === null) return ['', '']
      const decade = String(Math.floor(builtYear / 10) * 10)
      return [decade, decade]
    }),
  }
}

/** Selected compounds whose price lies outside the band. A price per nothing is null and no outlier. */
export function costOutliers(evaluation: ProgrammeEvaluation, band: CostBand): readonly CostOutlier[] {
  const outliers: CostOutlier[] = []
  for (const { compoundId, cost, count, selected } of evaluation.ranking) {
    if (!selected) continue
    const perSquareMetre = count.floorArea > 0 ? cost / count.floorArea : null
    const perHousehold = count.households > 0 ? cost / count.households : null
    if (isOutside(perSquareMetre, band.perSquareMetre) || isOutside(perHousehold, band.perHousehold)) {
      outliers.push({ compoundId, perSquareMetre, perHousehold })
    }
  }
  return outliers
}

function groupBy(
  judgements: readonly EquityRow[],
  keyOf: (judgement: EquityRow) => readonly [key: string, label: string],
): readonly EquityGroup[] {
  const groups = new Map<string, { label: string; members: EquityRow[] }>()
  for (const judgement of judgements) {
    const [key, label] = keyOf(judgement)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { label, members: [judgement] })
    else group.members.push(judgement)
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { label, members }]) => {
      const selected = members.filter((member) => member.selected)
      return {
        key,
        label,
        compounds: members.length,
        households: sumCounts(members.map(({ count }) => count)).households,
        selected: {
          ...sumCounts(selected.map(({ count }) => count)),
          compounds: selected.length,
          cost: selected.reduce((sum, { cost }) => sum + cost, 0),
        },
      }
    })
}

function isOutside(value: number | null, [low, high]: readonly [number, number]): boolean {
  return value !== null && (value < low || value > high)
}
