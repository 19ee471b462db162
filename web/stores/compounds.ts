import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CompoundDetail, CompoundFeature } from '#core/api/compounds.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** Every compound of the register as judged for the plan year, and the one that is open. */
export const useCompounds = defineStore('compounds', () => {
  const features = shallowRef<readonly CompoundFeature[]>([])
  const state = ref<LoadState>({ kind: 'idle' })
  const byId = computed(() => new Map(features.value.map((feature) => [feature.id, feature])))
  const detail = shallowRef<CompoundDetail | null>(null)
  const detailState = ref<LoadState>({ kind: 'idle' })
  let wanted = ''

  async function load(year: number): Promise<void> {
    state.value = { kind: 'loading' }
    try {
      const all: CompoundFeature[] = []
      let cursor: string | undefined
      do {
        const page = await api.compounds(year, cursor)
        all.push(...page.features)
        cursor = page.next
      } while (cursor !== undefined)
      features.value = all
      state.value = { kind: 'ready' }
    } catch (error) {
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  /** Loads one compound with its checks, score and buildings; null closes it. */
  async function open(id: string | null, year: number): Promise<void> {
    wanted = `${id}@${year}`
    const mine = wanted
    if (id === null) {
      detail.value = null
      detailState.value = { kind: 'idle' }
      return
    }
    detailState.value = { kind: 'loading' }
    try {
      const answer = await api.compound(id, year)
      if (wanted !== mine) return
      detail.value = answer
      detailState.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== mine) return
      detail.value = null
      detailState.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { features, byId, state, load, detail, detailState, open }
})
