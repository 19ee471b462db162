import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { CompoundDetail, CompoundFeature } from '#core/api/compounds.ts'
import { api } from '../api/client.ts'
import { plannedFeatures, tried, triedFeatures } from '../what-if/tried-features.ts'
import { useBriefing } from './briefing.ts'
import type { LoadState } from './loading.ts'
import { useWhatIf } from './what-if.ts'

/** Every compound of the register as judged for the plan year, and the one that is open. */
export const useCompounds = defineStore('compounds', () => {
  const whatIf = useWhatIf()
  const briefing = useBriefing()
  const register = shallowRef<readonly CompoundFeature[]>([])
  /** While something is tried, as the what-if has them; while leaders are told of a plan, as that plan froze them. */
  const features = computed(() =>
    briefing.open
      ? plannedFeatures(register.value, briefing.frozen)
      : triedFeatures(register.value, whatIf.evaluation),
  )
  const state = ref<LoadState>({ kind: 'idle' })
  const byId = computed(() => new Map(features.value.map((feature) => [feature.id, feature])))
  const opened = shallowRef<CompoundDetail | null>(null)
  const detail = computed(() => {
    const record = opened.value
    const judgement = record === null ? undefined : whatIf.evaluation?.judgements.get(record.id)
    if (record === null || judgement === undefined) return record
    const { selectionReason } = judgement
    const moved = tried(record, judgement)
    return { ...moved, properties: { ...moved.properties, selectionReason } }
  })
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
      register.value = all
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
      opened.value = null
      detailState.value = { kind: 'idle' }
      return
    }
    detailState.value = { kind: 'loading' }
    try {
      const answer = await api.compound(id, year)
      if (wanted !== mine) return
      opened.value = answer
      detailState.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== mine) return
      opened.value = null
      detailState.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { register, features, byId, state, load, detail, detailState, open }
})
