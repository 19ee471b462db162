import type { Compound } from '../compound/compound.ts'
import {
  REVIEW_COLUMNS,
  type ReviewColumn,
  type ScoreReview,
  type ScoreSheet,
} from '../compound/score-sheet.ts'
import type { TierYears } from '../compound/tier.ts'
import { cellOf, type ReviewCell } from './review-cell.ts'
import { columnBefore, reviewOf } from './review-columns.ts'
import {
  metricsFound,
  metricsOf,
  sheetTotals,
  type CompoundScore,
  type CriterionScore,
  type Metrics,
} from './score.ts'
import { reviewRulesOf, type ScoringCriterion, type ScoringTable } from './scoring-table.ts'

/** What a column changed against the one before it. Points, at most two decimals. */
export interface ReviewChange {
  readonly column: ReviewColumn
  readonly before: ReviewColumn
  readonly delta: number
  /** 重大调整: for the leading group's office (DOMAIN §3.4). */
  readonly major: boolean
}

/** One criterion with all it was given; `points` is the final value. */
export interface ReviewedCriterion extends CriterionScore {
  readonly cells: { readonly [column in ReviewColumn]?: ReviewCell }
  /** The column the final value comes from; null where no column says anything. */
  readonly column: ReviewColumn | null
  readonly changes: readonly ReviewChange[]
}

/** A sheet with its three columns. `total` and `points` are final values, 未复核 ones included. */
export interface ReviewedScore extends CompoundScore {
  readonly criteria: readonly ReviewedCriterion[]
  /** Labels of the criteria without a re-check (未复核); while there is one, no rank. */
  readonly unreviewed: readonly string[]
  /** Closed by the re-check and not reopened since. */
  readonly locked: boolean
  /** Sum of each column; null where it does not cover every criterion. */
  readonly columnTotals: Readonly<Record<ReviewColumn, number | null>>
  /** Change of the total from column to column, over the criteria both score. */
  readonly totalChanges: readonly ReviewChange[]
  /** Is any change, of one criterion or in total, a 重大调整? */
  readonly major: boolean
}

/**
 * Scores a compound's sheet in its three columns and takes the final value of each criterion: the re-check where
 * there is one, else the township's, else the residents' own (DOMAIN §3.4). The one source of scores: ranking,
 * lists, exports and the review itself read this. O(criteria).
 *
 * @param compound as recorded; findings of its re-check are applied to the re-check's column
 */
export function scoreReview(table: ScoringTable, compound: Compound, years: TierYears): ReviewedScore {
  return scoreColumns(table, compound.scoreSheet, metricsOf(compound, years))
}

/** The same from the register's metrics alone, as the page has them. Findings count in the re-check's column. */
export function scoreColumns(
  table: ScoringTable,
  sheet: ScoreSheet | null,
  recorded: Metrics,
): ReviewedScore {
  const register = { recorded, found: metricsFound(recorded, sheet?.review?.findings ?? []) }
  const review = sheet === null ? null : reviewOf(sheet, table)
  const rules = reviewRulesOf(table)
  const criteria = table.criteria.map((criterion) =>
    reviewedCriterion(criterion, review, register, rules.majorCriterion),
  )
  const totalChanges = changesOfTotal(criteria, rules.majorTotal)
  return {
    ...sheetTotals(table, criteria),
    criteria,
    unreviewed: criteria.filter(({ cells }) => cells.recheck === undefined).map(({ label }) => label),
    locked: sheet !== null && sheet.recheckedOn !== null,
    columnTotals: {
      self: columnTotal(criteria, 'self'),
      township: columnTotal(criteria, 'township'),
      recheck: columnTotal(criteria, 'recheck'),
    },
    totalChanges,
    major:
      totalChanges.some(({ major }) => major) ||
      criteria.some(({ changes }) => changes.some(({ major }) => major)),
  }
}

function reviewedCriterion(
  criterion: ScoringCriterion,
  review: ScoreReview | null,
  register: { readonly recorded: Metrics; readonly found: Metrics },
  threshold: number,
): ReviewedCriterion {
  const cells: { [column in ReviewColumn]?: ReviewCell } = {}
  const changes: ReviewChange[] = []
  let column: ReviewColumn | null = null
  for (const each of REVIEW_COLUMNS) {
    const entry = review?.columns[each]?.entries[criterion.id]
    if (review === null || entry === undefined) continue
    const cell = cellOf(criterion, entry, each === 'recheck' ? register.found : register.recorded)
    cells[each] = cell
    column = each
    const before = columnBefore(review, each, criterion.id)
    const earlier = before === null ? undefined : cells[before]
    if (before === null || cell.points === null || earlier === undefined || earlier.points === null) continue
    const delta = difference(cell.points, earlier.points)
    if (delta !== 0) changes.push({ column: each, before, delta, major: Math.abs(delta) >= threshold })
  }
  const final = column === null ? undefined : cells[column]
  return {
    id: criterion.id,
    label: criterion.label,
    group: criterion.group,
    metric: criterion.metric,
    max: criterion.max,
    points: final?.points ?? null,
    basis: final?.basis ?? '待补佐证',
    missing: final?.missing ?? [criterion.label],
    cells,
    column,
    changes,
  }
}

/** Sums of the changes of all criteria by column: a criterion one column does not score changes nothing. */
function changesOfTotal(criteria: readonly ReviewedCriterion[], threshold: number): readonly ReviewChange[] {
  const changes: ReviewChange[] = []
  REVIEW_COLUMNS.forEach((column, at) => {
    const before = REVIEW_COLUMNS[at - 1]
    if (before === undefined) return
    let hundredths = 0
    for (const { changes: own } of criteria) {
      for (const change of own) if (change.column === column) hundredths += Math.round(change.delta * 100)
    }
    if (hundredths === 0) return
    const delta = hundredths / 100
    changes.push({ column, before, delta, major: Math.abs(delta) >= threshold })
  })
  return changes
}

function columnTotal(criteria: readonly ReviewedCriterion[], column: ReviewColumn): number | null {
  let hundredths = 0
  for (const { cells } of criteria) {
    const points = cells[column]?.points ?? null
    if (points === null) return null
    hundredths += Math.round(points * 100)
  }
  return hundredths / 100
}

function difference(a: number, b: number): number {
  return (Math.round(a * 100) - Math.round(b * 100)) / 100
}
