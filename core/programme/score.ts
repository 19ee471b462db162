import type { Compound } from '../compound/compound.ts'
import type { ReviewFinding } from '../compound/score-sheet.ts'
import { tierOf, type TierYears } from '../compound/tier.ts'
import { applyCriterion, type MetricValue } from './score-rules.ts'
import { NEED_GROUP, type ScoringTable } from './scoring-table.ts'

/** Metrics by name, as the criteria of a sheet ask for them. */
export type Metrics = Readonly<Record<string, MetricValue>>

/** Metrics that come from the register and never from what a sheet says of itself. */
export const REGISTER_METRICS: ReadonlySet<string> = new Set(['builtYear', 'consentPermille'])

/** Points of one criterion; null while a fact is missing, never a silent 0. */
export interface CriterionScore {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly metric: string
  readonly max: number
  readonly points: number | null
  readonly basis: string
  readonly missing: readonly string[]
}

/** A scored sheet. Points carry at most two decimals. */
export interface CompoundScore {
  readonly tableId: string
  readonly tableTitle: string
  /** null while any criterion is */
  readonly total: number | null
  readonly max: number
  /** Points of the 现状 criteria alone; null while one of them is */
  readonly needOnly: number | null
  readonly criteria: readonly CriterionScore[]
}

/** Scores metrics by a sheet. Pure and data-driven: nothing of any criterion is known here. */
export function scoreCompound(table: ScoringTable, metrics: Metrics): CompoundScore {
  const criteria = table.criteria.map((criterion): CriterionScore => {
    const { hundredths, basis, missing } = applyCriterion(criterion, metrics[criterion.metric])
    return {
      id: criterion.id,
      label: criterion.label,
      group: criterion.group,
      metric: criterion.metric,
      max: criterion.max,
      points: hundredths === null ? null : hundredths / 100,
      basis,
      missing,
    }
  })
  return { ...sheetTotals(table, criteria), criteria }
}

/** Names and sums of a sheet from its scored criteria. */
export function sheetTotals(
  table: ScoringTable,
  criteria: readonly CriterionScore[],
): Omit<CompoundScore, 'criteria'> {
  return {
    tableId: table.id,
    tableTitle: table.title,
    total: sumPoints(criteria),
    max: table.total,
    needOnly: sumPoints(criteria.filter((criterion) => criterion.group === NEED_GROUP)),
  }
}

/**
 * The metrics of one compound: facts of its score sheet, with the built year and the consent share taken from
 * the register. The share stays an exact ratio (`agree * 1000 / total`), so 799.9‰ never passes for 800‰.
 */
export function metricsOf(
  compound: Pick<Compound, 'builtYear' | 'buildings' | 'consent' | 'scoreSheet'>,
  years: TierYears,
): Metrics {
  const { consent } = compound
  return {
    ...compound.scoreSheet?.facts,
    builtYear: tierOf(compound, years).year,
    consentPermille:
      consent === null || consent.total <= 0 || consent.agree > consent.total
        ? null
        : { numerator: consent.agree * 1000, denominator: consent.total },
  }
}

/** The register's metrics as the re-check found them (DOMAIN §3.4). */
export function metricsFound(recorded: Metrics, findings: readonly ReviewFinding[]): Metrics {
  return findings.reduce<Metrics>((metrics, finding) => {
    if (finding.fact === 'builtYear') return { ...metrics, builtYear: finding.found }
    if (finding.fact !== 'consent') return metrics
    return {
      ...metrics,
      consentPermille: { numerator: finding.found.agree * 1000, denominator: finding.found.total },
    }
  }, recorded)
}

function sumPoints(criteria: readonly CriterionScore[]): number | null {
  let hundredths = 0
  for (const { points } of criteria) {
    if (points === null) return null
    hundredths += Math.round(points * 100)
  }
  return hundredths / 100
}
