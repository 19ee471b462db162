import { createHash } from 'node:crypto'
import type { PlanningAnswer } from '#core/api/planning.ts'
import { planningAnswer } from '#core/programme/planning-columns.ts'
import type { PreparedProgramme } from '#core/programme/prepared.ts'

/** What the page needs to compute what-ifs itself, with the digest a saved plan is held against. */
export function planningView(prepared: PreparedProgramme): PlanningAnswer {
  return planningAnswer(prepared, inputsOf(prepared))
}

/** Digest of everything a selection reads: the same for the same records and rules, whatever else was written. */
export function inputsOf(prepared: PreparedProgramme): string {
  const text = JSON.stringify(planningAnswer(prepared, ''))
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
