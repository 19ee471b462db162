import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** Official and computed figures of the plan year on screen. */
export const useProgramme = defineStore('programme', () => {
  const programme = shallowRef<ProgrammeAnswer | null>(null)
  /** Every compound in the order of the competition, with the reason why it is not selected. */
  const ranking = shallowRef<readonly RankingRow[]>([])
  const state = ref<LoadState>({ kind: 'idle' })
  let wanted = 0

  async function load(year: number): Promise<void> {
    wanted = year
    state.value = { kind: 'loading' }
    try {
      const [answer, rows] = await Promise.all([api.programme(year), api.ranking(year)])
      if (wanted !== year) return
      programme.value = answer
      ranking.value = rows
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { programme, ranking, state, load }
})
