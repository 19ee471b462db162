import type { ReviewAnswer } from '#core/api/score-review.ts'
import { metricsOf, type Metrics } from '#core/programme/score.ts'
import { reviewOf } from '#core/programme/review-columns.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import type { StoredCompound } from '../store/compounds.ts'

/** What a review is judged by. */
export interface ReviewRules {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
}

/** The metrics a compound's sheet is scored with beside its own facts, as the register records them. */
export function registerMetrics(compound: StoredCompound, { programme }: ReviewRules): Metrics {
  return metricsOf({ ...compound, scoreSheet: null }, programme.policy.tierYears)
}

/** A compound's review as the contract words it. */
export function reviewAnswer(compound: StoredCompound, rules: ReviewRules): ReviewAnswer {
  const { scoringTable, programme } = rules
  const { scoreSheet } = compound
  const { builtYear, consentPermille } = registerMetrics(compound, rules)
  return {
    compoundId: compound.id,
    name: compound.name,
    version: compound.version,
    year: programme.year,
    subdistrictCode: compound.subdistrictCode,
    tableId: scoringTable.id,
    sheet:
      scoreSheet === null
        ? null
        : {
            evidenceComplete: scoreSheet.evidenceComplete,
            submittedOn: scoreSheet.submittedOn,
            recheckedOn: scoreSheet.recheckedOn,
            review: structuredClone(reviewOf(scoreSheet, scoringTable)) as NonNullable<
              ReviewAnswer['sheet']
            >['review'],
          },
    register: {
      builtYear: typeof builtYear === 'number' ? builtYear : null,
      consentPermille: ratioOf(consentPermille),
    },
  }
}

function ratioOf(value: Metrics[string]): ReviewAnswer['register']['consentPermille'] {
  if (typeof value !== 'object' || value === null) return null
  const { numerator, denominator } = value
  return typeof numerator === 'number' && typeof denominator === 'number' ? { numerator, denominator } : null
}
