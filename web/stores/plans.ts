import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Plan, PlanSummary } from '#core/api/plans.ts'
import { comparedEvaluation, type ComparedPlan } from '#core/programme/plan/compare-plans.ts'
import { api } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import type { LoadState } from './loading.ts'
import { useWhatIf } from './what-if.ts'

/** Most plans that stand side by side. */
export const MOST_COMPARED = 4

/** Stands for what is tried and not saved among the ids of plans. */
export const TRIED = 'tried'

/** Plans put down for the year on screen, and which of them are laid side by side. */
export const usePlans = defineStore('plans', () => {
  const all = shallowRef<readonly PlanSummary[]>([])
  const state = ref<LoadState>({ kind: 'idle' })
  /** Ids in the order they were chosen: A, B, C, D. */
  const chosen = ref<string[]>([])
  /** Those chosen, whole, as far as they have arrived. */
  const loaded = shallowRef<ReadonlyMap<string, Plan>>(new Map())
  const whatIf = useWhatIf()
  let wanted = 0

  /** In force first, then the newest. */
  const ordered = computed(() =>
    [...all.value].sort(
      (a, b) => Number(isInForce(b)) - Number(isInForce(a)) || (a.updatedAt < b.updatedAt ? 1 : -1),
    ),
  )

  /** What stands side by side: plans by their newest names, and the what-if as it moves. */
  const compared = computed<readonly ComparedPlan[]>(() => {
    const names = new Map(all.value.map(({ id, name }) => [id, name]))
    return chosen.value.flatMap((id): ComparedPlan[] => {
      if (id === TRIED) {
        const tried = whatIf.evaluation
        return tried === null ? [] : [comparedEvaluation(TRIED, i18n.global.t('plans.tried'), tried)]
      }
      const plan = loaded.value.get(id)
      return plan === undefined ? [] : [{ ...plan, name: names.get(id) ?? plan.name }]
    })
  })

  async function load(year: number): Promise<void> {
    wanted = year
    state.value = { kind: 'loading' }
    try {
      const { items } = await api.plans(year)
      if (wanted !== year) return
      all.value = items
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  /** A written plan takes its place in the list. */
  function put(plan: PlanSummary): void {
    all.value = [...all.value.filter(({ id }) => id !== plan.id), plan]
  }

  return { all, ordered, state, chosen, loaded, compared, load, put }
})

function isInForce({ state }: PlanSummary): boolean {
  return state === 'approved' || state === 'running'
}
