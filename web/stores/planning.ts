import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { PlanningAnswer } from '#core/api/planning.ts'
import type { ProgrammeEvaluation, SelectInput } from '#core/programme/evaluation.ts'
import type { PreparedProgramme } from '#core/programme/prepared.ts'
import type { ProgrammeComparison } from '#core/programme/what-if/compare.ts'
import { api } from '../api/client.ts'
import type * as Rules from '../what-if/rules.ts'
import type { LoadState } from './loading.ts'

/** The register as the rules read it, so that the page evaluates by itself while the hand moves. */
export const usePlanning = defineStore('planning', () => {
  /** As it came: what a worker is handed, and the digest a plan is saved against. */
  const answer = shallowRef<PlanningAnswer | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })
  const rules = shallowRef<typeof Rules | null>(null)
  const prepared = computed(() =>
    answer.value === null || rules.value === null ? null : rules.value.planningProgramme(answer.value),
  )
  /** The plan as it stands, nothing moved. */
  const standing = computed(() => (prepared.value === null ? null : evaluate(prepared.value)))
  let wanted = 0

  async function load(year: number): Promise<void> {
    wanted = year
    state.value = { kind: 'loading' }
    try {
      const [planning, loaded] = await Promise.all([api.planning(year), import('../what-if/rules.ts')])
      if (wanted !== year) return
      rules.value = loaded
      answer.value = planning
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  /** Ranks and selects by the server's own rules; null until they are here. */
  function evaluate(programme: PreparedProgramme, input?: SelectInput): ProgrammeEvaluation | null {
    return rules.value?.selectProgramme(programme, input) ?? null
  }

  /** Who enters, who leaves and what moves from one evaluation to another. */
  function compare(before: ProgrammeEvaluation, after: ProgrammeEvaluation): ProgrammeComparison | null {
    return rules.value?.compareEvaluations(before, after) ?? null
  }

  return { evaluate, compare, answer, prepared, standing, state, load }
})
