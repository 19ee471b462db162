import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Settings } from '#core/api/service.ts'
import { api, ApiError } from '../api/client.ts'
import type { LoadState } from './loading.ts'

export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })
  /** Nobody is signed in, and the service shows itself to nobody else (`ACCESS=private`). */
  const closed = ref(false)

  async function load(): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      settings.value = await api.settings()
      state.value = { kind: 'ready' }
      closed.value = false
    } catch (error) {
      closed.value = error instanceof ApiError && error.problem.status === 401
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { settings, state, closed, load }
})
