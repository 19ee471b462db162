import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Briefing } from '#core/api/briefing.ts'
import type { PlanRow } from '#core/api/plans.ts'
import { api } from '../api/client.ts'
import type { LoadState } from './loading.ts'
import type { Colouring } from './view.ts'

/** The chapters in the order in which they are told. */
export const CHAPTERS = ['totals', 'spread', 'standing', 'plan', 'tieIns'] as const
export type Chapter = (typeof CHAPTERS)[number]

/** The presentation for leaders: whether it is on, which plan it tells of, where it stands, and its figures. */
export const useBriefing = defineStore('briefing', () => {
  const open = ref(false)
  const chapter = ref<Chapter>('totals')
  /** The saved plan that is told of; null: the plan as it stands. */
  const planId = ref<string | null>(null)
  /** What that plan froze, by compound: the map shows it while it is told of. */
  const frozen = shallowRef<ReadonlyMap<string, PlanRow> | null>(null)
  /** Compounds a row of the chapter stands for, while it is pointed at. */
  const lit = shallowRef<ReadonlySet<string> | null>(null)
  /** What chapter three colours the map by. */
  const lens = ref<Colouring>('eligibility')
  const facts = shallowRef<Briefing | null>(null)
  const state = ref<LoadState>({ kind: 'idle' })
  let wanted = ''

  async function load(year: number, plan: string | null): Promise<void> {
    const mine = `${year} ${plan ?? ''}`
    // Figures of one plan never stand under the name of another.
    if (wanted !== mine) facts.value = null
    wanted = mine
    state.value = { kind: 'loading' }
    try {
      const [answer, whole] = await Promise.all([
        api.briefing(year, plan),
        plan === null ? null : api.plan(plan),
      ])
      if (wanted !== mine) return
      frozen.value = whole === null ? null : new Map(whole.rows.map((row) => [row.compoundId, row]))
      facts.value = answer
      state.value = { kind: 'ready' }
    } catch (error) {
      if (wanted !== mine) return
      frozen.value = null
      state.value = { kind: 'error', message: error instanceof Error ? error.message : String(error) }
    }
  }

  return { open, chapter, planId, frozen, lit, lens, facts, state, load }
})
