import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useWhatIf } from './what-if.ts'

/** What a compound is in a change of the plan, or between two plans laid side by side. */
export type PlanMark = 'enters' | 'leaves' | 'both' | 'onlyA' | 'onlyB'
export const PLAN_MARKS: readonly PlanMark[] = ['enters', 'leaves', 'both', 'onlyA', 'onlyB']

/** What list and map point out: the comparison that is open, else who comes and goes in the what-if. */
export const usePlanMarks = defineStore('plan-marks', () => {
  const whatIf = useWhatIf()
  /** Set by a comparison while it is shown on the map. */
  const compared = shallowRef<ReadonlyMap<string, PlanMark> | null>(null)

  const marks = computed<ReadonlyMap<string, PlanMark>>(() => {
    if (compared.value !== null) return compared.value
    const all = new Map<string, PlanMark>()
    for (const id of whatIf.change?.enters ?? []) all.set(id, 'enters')
    for (const id of whatIf.change?.leaves ?? []) all.set(id, 'leaves')
    return all
  })

  return { compared, marks }
})
