import { createHash } from 'node:crypto'
import type { PlanningAnswer } from '#core/api/planning.ts'
import { planningAnswer } from '#core/programme/planning-columns.ts'
import type { YearEvaluation } from './evaluations.ts'

/** What the page needs to compute what-ifs itself, with the digest a saved plan is held against. */
export function planningView({ prepared }: YearEvaluation): PlanningAnswer {
  const answer = planningAnswer(prepared, '')
  const inputs = createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 22)
  return { ...answer, inputs }
}
