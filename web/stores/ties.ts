import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef } from 'vue'
import type { CompoundFeature } from '#core/api/compounds.ts'
import type { TieDecisionRecord } from '#core/api/tie-decisions.ts'
import { tieDecisionsApi } from '../api/tie-decisions.ts'
import { useCompounds } from './compounds.ts'
import type { LoadState } from './loading.ts'

/** Compounds that share a rank in the plan as it stands. */
export interface TieGroup {
  readonly rank: number
  readonly compounds: readonly { readonly id: string; readonly name: string }[]
}

/** A decision while it is written: kept when the dialog closes. */
export interface TieDraft {
  order: string[]
  decidedBy: string
  meeting: string
  on: string
  documentNumber: string
  reason: string
}

/** Ties of the year on screen, the decisions on them, and what is being written of one. */
export const useTies = defineStore('ties', () => {
  const compounds = useCompounds()
  const open = ref(false)
  const records = shallowRef<readonly TieDecisionRecord[]>([])
  const state = ref<LoadState>({ kind: 'idle' })
  const drafts = reactive(new Map<string, TieDraft>())
  let wanted = 0

  const groups = computed(() => tieGroups(compounds.register))
  /** Ties of the standing ranking that a decision has broken. */
  const decided = computed(
    () =>
      new Set(
        compounds.register.flatMap(({ properties: { tieNote } }) => (tieNote === null ? [] : [tieNote])),
      ).size,
  )

  async function load(year: number): Promise<void> {
    wanted = year
    state.value = { kind: 'loading' }
    try {
      const { items } = await tieDecisionsApi.list(year)
      if (wanted !== year) return
      records.value = items
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { open, groups, decided, records, state, drafts, load }
})

/** Groups of equal rank, the first in front; names in the order of their ids, which decides nothing. */
export function tieGroups(register: readonly CompoundFeature[]): readonly TieGroup[] {
  const byRank = new Map<number, { id: string; name: string }[]>()
  for (const { id, properties } of register) {
    if (!properties.tied || properties.rank === null) continue
    const group = byRank.get(properties.rank) ?? []
    group.push({ id, name: properties.name })
    byRank.set(properties.rank, group)
  }
  return [...byRank]
    .sort(([a], [b]) => a - b)
    .map(([rank, compounds]) => ({ rank, compounds: compounds.sort((a, b) => (a.id < b.id ? -1 : 1)) }))
}
