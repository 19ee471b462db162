import type { PlanRequest, PlanStep, PlanSummary } from '#core/api/plans.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { usePlanning } from '../stores/planning.ts'
import { MOST_COMPARED, TRIED, usePlans } from '../stores/plans.ts'
import { useView } from '../stores/view.ts'
import { useWhatIf } from '../stores/what-if.ts'

export function loadPlans(): Promise<void> {
  return usePlans().load(useView().year)
}

/** What is tried now, in full, as a plan is asked for. */
function triedRequest(name: string, note: string): PlanRequest | null {
  const { answer, prepared } = usePlanning()
  const { input, wayOut, exclusionReasons } = useWhatIf()
  if (answer === null || prepared === null) return null
  const { official, policy } = prepared.programme
  return {
    name,
    note,
    input: {
      budget: input.budget ?? official.budget,
      policy: input.policy ?? policy.selection,
      ...(input.weights === undefined ? {} : { weights: { ...input.weights } }),
      ...(input.exclude === undefined ? {} : { exclude: [...input.exclude] }),
      ...(input.tierBGate === undefined ? {} : { tierBGate: input.tierBGate }),
    },
    wayOut,
    exclusionReasons: { ...exclusionReasons },
    inputs: answer.inputs,
  }
}

/** Puts the what-if down as a plan, or as a version of `base` with its reason. @throws ApiError */
export async function keepPlan(
  name: string,
  note: string,
  base: { readonly id: string; readonly reason: string } | null,
): Promise<void> {
  const request = triedRequest(name, note)
  if (request === null) return
  const plan =
    base === null
      ? await api.savePlan(useView().year, request)
      : await api.savePlanVersion(base.id, { ...request, reason: base.reason })
  usePlans().put(plan)
  const { t } = i18n.global
  useHistory().record({
    label: t('history.plan.saved', { name: plan.name }),
    final: t('history.plan.savedForGood'),
  })
  useView().leftTab = 'plans'
  useMessages().toast(i18n.global.t('plans.saved', { name: plan.name }))
}

/** Takes a plan one step on. @throws ApiError with `unmet` where a guard keeps it */
export async function stepPlan(plan: PlanSummary, step: PlanStep): Promise<void> {
  usePlans().put(await api.stepPlan(plan.id, step, plan.version))
  const { t } = i18n.global
  useHistory().record({
    label: t('history.plan.stepped', { name: plan.name, state: t(`plans.state.${step.to}`) }),
    final: t('history.plan.steppedForGood'),
  })
  // A revision that is approved closes the one before it.
  await loadPlans()
  useMessages().toast(i18n.global.t(`plans.stepped.${step.to}`, { name: plan.name }))
}

/** What the person reads where a write did not happen. */
export function refusalOf(error: unknown): string {
  if (error instanceof ApiError) return error.problem.detail ?? error.problem.title
  return error instanceof Error ? error.message : String(error)
}

/** Lays a plan, or what is tried, beside the others chosen, or takes it away. @throws ApiError */
export async function toggleCompared(id: string): Promise<void> {
  const plans = usePlans()
  const next = plans.chosen.includes(id)
    ? plans.chosen.filter((one) => one !== id)
    : [...plans.chosen, id].slice(-MOST_COMPARED)
  plans.chosen = next
  const known = plans.loaded
  try {
    const saved = next.filter((one) => one !== TRIED)
    const loaded = await Promise.all(saved.map((one) => known.get(one) ?? api.plan(one)))
    if (plans.chosen.join() === next.join()) plans.loaded = new Map(loaded.map((plan) => [plan.id, plan]))
  } catch (error) {
    // What did not arrive is not chosen either.
    plans.chosen = plans.chosen.filter((one) => one !== id)
    throw error
  }
}

export function endComparison(): void {
  const plans = usePlans()
  plans.chosen = []
  plans.loaded = new Map()
}
