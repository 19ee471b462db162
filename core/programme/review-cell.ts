import type { ReviewEntry } from '../compound/score-sheet.ts'
import { applyCriterion } from './score-rules.ts'
import { REGISTER_METRICS, type Metrics } from './score.ts'
import type { ScoringCriterion } from './scoring-table.ts'

/** Points of one criterion in one column; null while a fact is missing, never a silent 0. */
export interface ReviewCell {
  readonly points: number | null
  /** Typed by a person instead of following from a fact. */
  readonly typed: boolean
  readonly basis: string
  readonly missing: readonly string[]
}

/**
 * What an entry scores by the sheet: its typed points, else its fact by the rule, else for built year and consent
 * what the register says. Points typed under another version of the sheet that this one cannot give are missing,
 * not cut.
 */
export function cellOf(criterion: ScoringCriterion, entry: ReviewEntry, register: Metrics): ReviewCell {
  const { label, max, metric } = criterion
  if (entry.points !== undefined) {
    if (entry.points >= 0 && entry.points <= max) {
      return { points: entry.points, typed: true, basis: entry.reason ?? '', missing: [] }
    }
    const missing = [`${label}:${entry.points}分超过满分${max}分,须重新评分`]
    return { points: null, typed: true, basis: '待补佐证', missing }
  }
  const value = REGISTER_METRICS.has(metric) ? register[metric] : entry.fact
  const { hundredths, basis, missing } = applyCriterion(criterion, value)
  return { points: hundredths === null ? null : hundredths / 100, typed: false, basis, missing }
}
