import { defineStore } from 'pinia'
import { computed } from 'vue'
import { comparePlans } from '#core/programme/plan/compare-plans.ts'
import { usePlans } from './plans.ts'
import { useScoringSheets } from './scoring-sheets.ts'
import { useWhatIf } from './what-if.ts'

/** What a compound is in a change of the plan, or between two plans laid side by side. */
export type PlanMark = 'enters' | 'leaves' | 'both' | 'onlyA' | 'onlyB' | 'up' | 'down'
export const PLAN_MARKS: readonly PlanMark[] = ['enters', 'leaves', 'both', 'onlyA', 'onlyB', 'up', 'down']

/** Marks that are an arrow and no outline. */
export const ARROW_MARKS: readonly PlanMark[] = ['up', 'down']

/** Beyond these many moved ranks, the best places first, a map of arrows says nothing any more. */
const MOST_MOVES = 200

/** A change of places, as a what-if or a previewed sheet tells it. */
interface Change {
  readonly enters: readonly string[]
  readonly leaves: readonly string[]
  readonly moves: readonly {
    readonly compoundId: string
    readonly before: number | null
    readonly after: number | null
  }[]
}

/** What list and map point out: plans side by side, else who comes, goes and moves in a what-if or a previewed sheet. */
export const usePlanMarks = defineStore('plan-marks', () => {
  const whatIf = useWhatIf()
  const plans = usePlans()
  const sheets = useScoringSheets()
  /** The first two side by side: who is in both, who in one alone. */
  const compared = computed<ReadonlyMap<string, PlanMark> | null>(() => {
    const [first, second] = plans.compared
    if (first === undefined || second === undefined) return null
    return new Map(
      comparePlans([first, second]).compounds.map(({ compoundId, selected: [inA, inB] }) => [
        compoundId,
        inA === true && inB === true ? 'both' : inA === true ? 'onlyA' : 'onlyB',
      ]),
    )
  })

  const change = computed<Change | null>(() => {
    if (compared.value !== null) return null
    if (whatIf.change !== null) return whatIf.change
    const { preview } = sheets
    if (preview === null) return null
    const moves = preview.rows.map(({ compoundId, before, after }) => ({
      compoundId,
      before: before.rank,
      after: after.rank,
    }))
    return { enters: preview.entering, leaves: preview.leaving, moves }
  })

  /** Places gained or lost, by compound. */
  const shifts = computed(() => {
    const all = new Map<string, number>()
    for (const { compoundId, before, after } of change.value?.moves ?? []) {
      if (before !== null && after !== null && before !== after) all.set(compoundId, before - after)
      if (all.size === MOST_MOVES) break
    }
    return all
  })

  const marks = computed<ReadonlyMap<string, PlanMark>>(() => {
    if (compared.value !== null) return compared.value
    const all = new Map<string, PlanMark>()
    for (const [id, shift] of shifts.value) all.set(id, shift > 0 ? 'up' : 'down')
    for (const id of change.value?.enters ?? []) all.set(id, 'enters')
    for (const id of change.value?.leaves ?? []) all.set(id, 'leaves')
    return all
  })

  /** Places a compound goes up or down, without a sign; 0 where it does neither. */
  function placesMoved(id: string): number {
    return Math.abs(shifts.value.get(id) ?? 0)
  }

  return { compared, marks, placesMoved }
})
