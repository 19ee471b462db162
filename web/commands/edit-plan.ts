import type { PlanChange, PlanSummary } from '#core/api/plans.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { usePlans } from '../stores/plans.ts'
import { loadPlans, refusalOf } from './keep-plan.ts'

type Words = Required<PlanChange>

/** What of a draft can still be put in other words. */
export function wordsOf({ name, note, wayOut, exclusionReasons }: PlanSummary): Words {
  return { name, note, wayOut, exclusionReasons: { ...exclusionReasons } }
}

/**
 * Changes a draft's words as one step that can be taken back. @param plan as the form was opened on it: where a
 * colleague has written since, nothing is. @throws ApiError
 */
export async function editPlan(plan: PlanSummary, words: Words): Promise<void> {
  const before = wordsOf(plan)
  const after = wordsOf(await write(plan, words))
  const label = i18n.global.t('plans.edit.step', { name: after.name })
  useHistory().record({
    label,
    do: () => turn(plan.id, before, after),
    undo: () => turn(plan.id, after, before),
  })
  useMessages().toast(i18n.global.t('plans.edit.done', { name: after.name }))
}

/** Writes `to` where the plan still says `from`; what a colleague has put there since is theirs. */
async function turn(id: string, from: Words, to: Words): Promise<void> {
  const now = await api.plan(id)
  if (JSON.stringify(wordsOf(now)) !== JSON.stringify(from)) {
    throw new Error(i18n.global.t('plans.edit.moved', { name: now.name }))
  }
  try {
    await write(now, to)
  } catch (error) {
    throw new Error(refusalOf(error), { cause: error })
  }
}

async function write(plan: PlanSummary, words: Words): Promise<PlanSummary> {
  try {
    const { rows: _rows, ...summary } = await api.changePlan(plan.id, words, plan.version)
    usePlans().put(summary)
    return summary
  } catch (error) {
    // Someone was first: the list shows what they wrote.
    if (error instanceof ApiError && (error.problem.status === 412 || error.problem.status === 409)) {
      void loadPlans()
    }
    throw error
  }
}
