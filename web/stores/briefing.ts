import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Briefing } from '#core/api/briefing.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'
import type { Colouring } from './view.ts'

/** The chapters in the order in which they are told. */
export const CHAPTERS = ['totals', 'spread', 'standing', 'plan', 'tieIns'] as const
export type Chapter = (typeof CHAPTERS)[number]

/** The presentation for leaders: whether it is on, where it stands, and its figures. */
export const useBriefing = defineStore('briefing', () => {
  const open = ref(false)
  const chapter = ref<Chapter>('totals')
  /** Compounds a row of the chapter stands for, while it is pointed at. */
  const lit = shallowRef<ReadonlySet<string> | null>(null)
  /** What chapter three colours the map by. */
  const lens = ref<Colouring>('eligibility')
  const facts = shallowRef<Briefing | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })
  let wanted = 0

  async function load(year: number): Promise<void> {
    wanted = year
    state.value = { kind: 'loading' }
    try {
      const answer = await api.briefing(year)
      if (wanted !== year) return
      facts.value = answer
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== year) return
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { open, chapter, lit, lens, facts, state, load }
})
