import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Plan, PlanSummary } from '#core/api/plans.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** Most plans that stand side by side. */
export const MOST_COMPARED = 4

/** Plans put down for the year on screen, and which of them are laid side by side. */
export const usePlans = defineStore('plans', () => {
  const all = shallowRef<readonly PlanSummary[]>([])
  const state = ref<LoadState>({ kind: 'idle' })
  /** Ids in the order they were chosen: A, B, C, D. */
  const chosen = ref<string[]>([])
  const compared = shallowRef<readonly Plan[]>([])
  let wanted = 0

  /** In force first, then the newest. */
  const ordered = computed(() =>
    [...all.value].sort(
      (a, b) => Number(isInForce(b)) - Number(isInForce(a)) || (a.updatedAt < b.updatedAt ? 1 : -1),
    ),
  )

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

  return { all, ordered, state, chosen, compared, load, put }
})

function isInForce({ state }: PlanSummary): boolean {
  return state === 'approved' || state === 'running'
}
