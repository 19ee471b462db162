import type { PlanStep, PlanSummary } from '#core/api/plans.ts'
import { PLAN_STATE_NAMES, unmetGuards } from '#core/programme/plan/plan-state.ts'
import { ProblemError } from '../middleware/problem.ts'
import { readPlans, updatePlan, type PlanWrite } from '../store/plans.ts'
import type { Session } from '../store/store.ts'

/**
 * Takes a plan one step on, or says every guard that keeps it (409). A revision that is approved takes the place of the
 * one in force: that one is closed in the same write.
 */
export async function stepPlan(
  session: Session,
  plan: PlanSummary,
  step: PlanStep,
  write: Omit<PlanWrite, 'action' | 'reason'>,
): Promise<PlanSummary> {
  const others = (await readPlans(session, plan.year)).filter(({ id }) => id !== plan.id)
  const unmet = unmetGuards(plan, step, others)
  if (unmet.length > 0) {
    throw new ProblemError(409, {
      detail: `方案「${plan.name}」没有转为「${PLAN_STATE_NAMES[step.to]}」,仍为「${PLAN_STATE_NAMES[plan.state]}」:${unmet.map(({ message }) => message).join(';')}`,
      unmet,
    })
  }
  if (step.to === 'approved') {
    const replaced = others.filter(
      ({ series, state }) => series === plan.series && (state === 'approved' || state === 'running'),
    )
    for (const one of replaced) {
      const reason = `由第 ${plan.revision} 版替代`
      await updatePlan(session, one, { state: 'closed' }, { ...write, action: 'closed', reason })
    }
  }
  return updatePlan(
    session,
    plan,
    {
      state: step.to,
      ...(step.to === 'publicised' ? { publicity: step.publicity ?? null } : {}),
      ...(step.to === 'draft' ? { publicity: null } : {}),
      ...(step.to === 'approved' ? { approval: step.approval ?? null } : {}),
    },
    { ...write, action: step.to, reason: step.reason },
  )
}
