import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Settings } from '#core/api/service.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })

  async function load(): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      settings.value = await api.settings()
      state.value = { kind: 'ready' }
    } catch (error) {
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { settings, state, load }
})
