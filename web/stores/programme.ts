import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import { computedFigures, differenceOf, rankingRows } from '#core/programme/programme-figures.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'
import { useWhatIf } from './what-if.ts'

/** Official and computed figures of the plan year on screen. */
export const useProgramme = defineStore('programme', () => {
  const whatIf = useWhatIf()
  const answer = shallowRef<ProgrammeAnswer | null>(null)
  const rows = shallowRef<readonly RankingRow[]>([])
  /** As it stands or, while something is tried, as the what-if has it; the official figures never move. */
  const programme = computed(() => {
    const { evaluation } = whatIf
    if (answer.value === null || evaluation === null) return answer.value
    return {
      ...answer.value,
      computed: computedFigures(evaluation),
      difference: differenceOf(evaluation.totals, answer.value.official),
      register: evaluation.registerCounts,
    }
  })
  /** Integer 元: the notice's, or the one tried. */
  const budget = computed(() => whatIf.evaluation?.budget ?? answer.value?.official.budget ?? 0)
  /** Every compound in the order of the competition, with the reason why it is not selected. */
  const ranking = computed(() => (whatIf.evaluation === null ? rows.value : rankingRows(whatIf.evaluation)))
  const state = ref<LoadState>({ kind: 'idle' })
  let wanted = 0

  async function load(year: number): Promise<void> {
    wanted = year
    state.value = { kind: 'loading' }
    try {
      const [figures, places] = await Promise.all([api.programme(year), api.ranking(year)])
      if (wanted !== year) return
      answer.value = figures
      rows.value = places
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { programme, budget, ranking, state, load }
})
