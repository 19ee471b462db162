import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { SelectInput } from '#core/programme/evaluation.ts'
import type { WayOut } from '#core/programme/ways-out.ts'
import { timed } from '../what-if/timed.ts'
import { usePlanning } from './planning.ts'

/** Nothing moved: the plan as it stands. */
export const UNMOVED: SelectInput = {}

/**
 * What is tried without saving: a budget, a policy, weights, compounds left out. One value, so that a step back is
 * the value before. While anything is moved, list, map, cut line and figures show what it comes to.
 */
export const useWhatIf = defineStore('what-if', () => {
  const planning = usePlanning()
  const input = shallowRef<SelectInput>(UNMOVED)
  /** Where the hand last came to rest: a drag in between is no step of its own. */
  const rested = shallowRef<SelectInput>(UNMOVED)

  /** Chosen for the first that does not fit; saved with the plan, moves nothing by itself. */
  const wayOut = shallowRef<WayOut | null>(null)

  /** Why each is left out, by its id; kept while one goes and comes back, saved for those that are out. */
  const exclusionReasons = shallowRef<Readonly<Record<string, string>>>({})

  const active = computed(() => Object.keys(input.value).length > 0)
  /** null while nothing is moved or the register is not here yet. */
  const evaluation = computed(() => {
    const { prepared } = planning
    return active.value && prepared !== null
      ? timed('what-if', () => planning.evaluate(prepared, input.value))
      : null
  })
  /** Who enters and who leaves beside the plan as it stands. */
  const change = computed(() => {
    const before = planning.standing
    const after = evaluation.value
    return before === null || after === null
      ? null
      : timed('what-if-change', () => planning.compare(before, after))
  })

  /** Shows a move under the hand. */
  function preview(next: SelectInput): void {
    input.value = next
  }

  /** Puts a move down. */
  function rest(next: SelectInput): void {
    input.value = next
    rested.value = next
  }

  return { input, rested, wayOut, exclusionReasons, active, evaluation, change, preview, rest }
})
