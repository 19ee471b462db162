import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { WeightStability } from '#core/programme/what-if/rank-stability.ts'
import { usePlanning } from '../../stores/planning.ts'
import { useWhatIf } from '../../stores/what-if.ts'
import { heavyWorker, latestAnswer } from '../../what-if/ask-heavy.ts'

/** How far each weight can move before the selected set changes, worked out beside the page once the hand rests. */
export function useStability(): {
  readonly stability: ShallowRef<ReadonlyMap<string, WeightStability>>
  readonly busy: Ref<boolean>
} {
  const planning = usePlanning()
  const whatIf = useWhatIf()
  const stability = shallowRef<ReadonlyMap<string, WeightStability>>(new Map())
  const busy = ref(false)
  const latest = latestAnswer(heavyWorker)
  watch(
    [() => planning.answer, () => whatIf.rested],
    ([answer, input]) => {
      if (answer === null) return
      stability.value = new Map()
      busy.value = true
      latest.ask(
        { kind: 'stability', planning: answer, input },
        (told) => {
          if (told.kind === 'stability') {
            stability.value = new Map(stability.value).set(told.one.criterionId, told.one)
          }
          if (told.kind === 'done') busy.value = false
        },
        () => (busy.value = false),
      )
    },
    { immediate: true },
  )
  onScopeDispose(() => latest.stop())
  return { stability, busy }
}
