import type { SelectInput } from '#core/programme/evaluation.ts'
import type { PreparedProgramme } from '#core/programme/prepared.ts'

/**
 * A what-if with some of it changed; what comes back to where the plan stands is left out, so that "nothing moved"
 * is always the same empty value.
 */
export function movedInput(
  prepared: PreparedProgramme,
  before: SelectInput,
  change: Partial<SelectInput>,
): SelectInput {
  const { official, policy } = prepared.programme
  const next = { ...before, ...change }
  const weights = Object.fromEntries(
    Object.entries(next.weights ?? {}).filter(
      ([id, weight]) => prepared.scoringTable.criteria.find((one) => one.id === id)?.max !== weight,
    ),
  )
  const exclude = [...new Set(next.exclude ?? [])]
  return {
    ...(next.budget === undefined || next.budget === official.budget ? {} : { budget: next.budget }),
    ...(next.policy === undefined || next.policy === policy.selection ? {} : { policy: next.policy }),
    ...(Object.keys(weights).length === 0 ? {} : { weights }),
    ...(exclude.length === 0 ? {} : { exclude }),
    ...(next.tierBGate === undefined ? {} : { tierBGate: next.tierBGate }),
  }
}
