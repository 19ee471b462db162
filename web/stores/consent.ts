import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ConsentAnswer } from '#core/api/consent.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** What is known of the open compound's consent. */
export const useConsent = defineStore('consent', () => {
  const answer = shallowRef<ConsentAnswer | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })
  let wanted = ''

  async function load(id: string, year: number): Promise<void> {
    const mine = `${id}@${year}`
    wanted = mine
    if (answer.value?.compoundId !== id) answer.value = null
    state.value = { kind: 'loading' }
    try {
      const found = await api.consent(id, year)
      if (wanted !== mine) return
      answer.value = found
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== mine) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  /** What the server answered to a write: no need to ask again. */
  function take(now: ConsentAnswer): void {
    answer.value = now
    state.value = { kind: 'ready' }
  }

  return { answer, state, load, take }
})
