import {
  REVIEW_COLUMNS,
  type ReviewColumn,
  type ReviewEntry,
  type ScoreReview,
  type ScoreSheet,
} from '../compound/score-sheet.ts'
import { REGISTER_METRICS } from './score.ts'
import type { ScoringTable } from './scoring-table.ts'

/**
 * The review of a sheet. One that came without columns (an import of facts alone) stands in the last column it
 * has reached: re-checked, submitted, or filled in by the residents.
 */
export function reviewOf(sheet: ScoreSheet, table: ScoringTable): ScoreReview {
  if (sheet.review !== undefined) return sheet.review
  const on = sheet.recheckedOn ?? sheet.submittedOn ?? ''
  const entries: Record<string, ReviewEntry> = {}
  for (const { id, metric } of table.criteria) {
    const own = REGISTER_METRICS.has(metric) ? {} : { fact: sheet.facts[metric] ?? null }
    entries[id] = { ...own, evidence: [], reviewers: [], on }
  }
  return { columns: { [reachedBy(sheet)]: { tableId: table.id, entries } }, findings: [], decisions: [] }
}

/** The nearest column to the left that says something of the criterion; null where there is none. */
export function columnBefore(
  review: ScoreReview,
  column: ReviewColumn,
  criterionId: string,
): ReviewColumn | null {
  for (let at = REVIEW_COLUMNS.indexOf(column) - 1; at >= 0; at--) {
    const before = REVIEW_COLUMNS[at]
    if (before !== undefined && review.columns[before]?.entries[criterionId] !== undefined) return before
  }
  return null
}

function reachedBy(sheet: ScoreSheet): ReviewColumn {
  if (sheet.recheckedOn !== null) return 'recheck'
  return sheet.submittedOn === null ? 'self' : 'township'
}
