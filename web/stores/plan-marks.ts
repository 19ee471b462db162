import { defineStore } from 'pinia'
import { computed } from 'vue'
import { comparePlans } from '#core/programme/plan/compare-plans.ts'
import { usePlans } from './plans.ts'
import { useWhatIf } from './what-if.ts'

/** What a compound is in a change of the plan, or between two plans laid side by side. */
export type PlanMark = 'enters' | 'leaves' | 'both' | 'onlyA' | 'onlyB'
export const PLAN_MARKS: readonly PlanMark[] = ['enters', 'leaves', 'both', 'onlyA', 'onlyB']

/** What list and map point out: the comparison that is open, else who comes and goes in the what-if. */
export const usePlanMarks = defineStore('plan-marks', () => {
  const whatIf = useWhatIf()
  const plans = usePlans()
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

  const marks = computed<ReadonlyMap<string, PlanMark>>(() => {
    if (compared.value !== null) return compared.value
    const all = new Map<string, PlanMark>()
    for (const id of whatIf.change?.enters ?? []) all.set(id, 'enters')
    for (const id of whatIf.change?.leaves ?? []) all.set(id, 'leaves')
    return all
  })

  return { compared, marks }
})
