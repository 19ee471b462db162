import type {
  ReopenDecision,
  ReviewColumn,
  ReviewEntry,
  ReviewFinding,
  ScoreSheet,
} from '../compound/score-sheet.ts'
import { cellOf } from './review-cell.ts'
import { reviewOf } from './review-columns.ts'
import { metricsFound, type Metrics } from './score.ts'
import type { ScoringTable } from './scoring-table.ts'

/** What a person hands in for one column: all its entries, and for the re-check its findings. */
export interface ColumnEdit {
  readonly column: ReviewColumn
  readonly entries: Readonly<Record<string, ReviewEntry>>
  /** Of the re-check alone; without it the findings stay as they are. */
  readonly findings?: readonly ReviewFinding[]
}

/** A sheet nobody has filled in yet. */
export const EMPTY_SHEET: ScoreSheet = {
  facts: {},
  evidenceComplete: null,
  submittedOn: null,
  recheckedOn: null,
  review: { columns: {}, findings: [], decisions: [] },
}

/**
 * The sheet with one column replaced. A re-check that scores every criterion closes the sheet on `on`: it is
 * locked from then on, with the version of the table it was scored by.
 *
 * @param recorded the register's metrics; the findings of the edit are applied to them
 */
export function withColumn(
  table: ScoringTable,
  sheet: ScoreSheet | null,
  edit: ColumnEdit,
  recorded: Metrics,
  on: string,
): ScoreSheet {
  const before = sheet ?? EMPTY_SHEET
  const review = reviewOf(before, table)
  const register = metricsFound(recorded, edit.findings ?? review.findings)
  const isWhole = table.criteria.every((criterion) => {
    const entry = edit.entries[criterion.id]
    return entry !== undefined && cellOf(criterion, entry, register).points !== null
  })
  return {
    ...before,
    facts: {},
    recheckedOn: edit.column === 'recheck' ? (isWhole ? on : null) : before.recheckedOn,
    review: {
      ...review,
      columns: { ...review.columns, [edit.column]: { tableId: table.id, entries: edit.entries } },
      findings: edit.findings ?? review.findings,
    },
  }
}

/** The sheet unlocked again, the decision on record. Until the re-check is handed in anew there is no rank. */
export function reopened(table: ScoringTable, sheet: ScoreSheet, decision: ReopenDecision): ScoreSheet {
  const review = reviewOf(sheet, table)
  return {
    ...sheet,
    facts: {},
    recheckedOn: null,
    review: { ...review, decisions: [...review.decisions, decision] },
  }
}
