import type { ReviewColumn, ReviewEntry, ScoreReview, ScoreSheet } from '#core/compound/score-sheet.ts'
import { REGISTER_METRICS } from '#core/programme/score.ts'
import { COMPLETE_FACTS } from './compound-builder.ts'
import { aScoringTable } from './programme-builder.ts'

/** Two people and a photo: what every change of a re-check needs. */
export const SIGNED = { reason: '现场核实', evidence: ['现场照片'], reviewers: ['甲', '乙'] } as const

export function anEntry(entry: Partial<ReviewEntry> = {}): ReviewEntry {
  return { evidence: [], reviewers: [], on: '2023-11-01', ...entry }
}

/** Entries of every criterion with the facts of `COMPLETE_FACTS`, some changed. */
export function entriesOf(
  changes: Readonly<Record<string, Partial<ReviewEntry>>> = {},
): Record<string, ReviewEntry> {
  return Object.fromEntries(
    aScoringTable().criteria.map(({ id, metric }) => [
      id,
      anEntry({
        ...(REGISTER_METRICS.has(metric) ? {} : { fact: COMPLETE_FACTS[metric] ?? null }),
        reviewers: ['甲', '乙'],
        ...changes[id],
      }),
    ]),
  )
}

/** A submitted sheet with these columns; locked where `recheckedOn` says so. */
export function aReviewedSheet(
  columns: { readonly [column in ReviewColumn]?: Readonly<Record<string, ReviewEntry>> },
  sheet: Partial<ScoreSheet> = {},
  review: Partial<ScoreReview> = {},
): ScoreSheet {
  const records = Object.entries(columns).map(([column, entries]) => [
    column,
    { tableId: aScoringTable().id, entries },
  ])
  return {
    facts: {},
    evidenceComplete: true,
    submittedOn: '2023-10-10',
    recheckedOn: columns.recheck === undefined ? null : '2023-11-01',
    review: { columns: Object.fromEntries(records), findings: [], decisions: [], ...review },
    ...sheet,
  }
}
