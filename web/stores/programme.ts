import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ProgrammeAnswer } from '#core/api/programmes.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** Official and computed figures of the plan year on screen. */
export const useProgramme = defineStore('programme', () => {
  const programme = shallowRef<ProgrammeAnswer | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })

  async function load(year: number): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      programme.value = await api.programme(year)
      state.value = { kind: 'ready' }
    } catch (error) {
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { programme, state, load }
})
