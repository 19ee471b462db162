import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

/** One thing a person did and may want back. Both ways may be asynchronous, and throw where they did not happen. */
export interface HistoryStep {
  /** What was done, in the person's words: "户数改为 520(新北里)". */
  readonly label: string
  readonly do: () => void | Promise<void>
  readonly undo: () => void | Promise<void>
}

/** Something done that the rules let nobody take back, and why: undoing says so instead of taking back what came before. */
export interface FinalStep {
  readonly label: string
  readonly final: string
}

/** A step that did not happen: which one, which way, and why. */
export interface HistoryFailure {
  readonly label: string
  readonly way: 'do' | 'undo' | 'redo'
  readonly error: unknown
}

/** Steps that are kept; the oldest go first. */
const LIMIT = 100

/**
 * Every change that can be taken back, in order. Steps never overlap: whoever comes while one is on its way waits for
 * it. A step that fails is as if it had never been tried: the stacks stay, and `failure` says what happened.
 */
export const useHistory = defineStore('history', () => {
  /** Done, the newest last. */
  const past = shallowRef<readonly (HistoryStep | FinalStep)[]>([])
  /** Undone, the next to redo last. */
  const future = shallowRef<readonly HistoryStep[]>([])
  /** Steps on their way or behind one that is. */
  const waiting = ref(0)
  const busy = computed(() => waiting.value > 0)
  const failure = shallowRef<HistoryFailure | null>(null)
  let queue: Promise<unknown> = Promise.resolve()

  const next = computed(() => ({
    undo: past.value.at(-1)?.label ?? null,
    redo: future.value.at(-1)?.label ?? null,
  }))

  /** Does the step and remembers it; false where it failed. */
  async function run(step: HistoryStep): Promise<boolean> {
    return inTurn(async () => {
      if (!(await attempt(step, 'do'))) return false
      remember(step)
      return true
    })
  }

  /** Remembers what has been done already, for callers that deal with a failure themselves. */
  function record(step: HistoryStep | FinalStep): void {
    remember(step)
  }

  /** Takes back the newest `count` steps, one after the other, until one fails. Asked while busy it does nothing. */
  async function undo(count = 1): Promise<void> {
    if (busy.value) return
    await inTurn(async () => {
      for (let left = count; left > 0; left -= 1) {
        const step = past.value.at(-1)
        if (step === undefined) return
        if ('final' in step) {
          sayFinal(step)
          return
        }
        if (!(await attempt(step, 'undo'))) return
        past.value = past.value.filter((one) => one !== step)
        future.value = [...future.value, step]
      }
    })
  }

  async function redo(count = 1): Promise<void> {
    if (busy.value) return
    await inTurn(async () => {
      for (let left = count; left > 0; left -= 1) {
        const step = future.value.at(-1)
        if (step === undefined || !(await attempt(step, 'redo'))) return
        future.value = future.value.filter((one) => one !== step)
        past.value = [...past.value, step]
      }
    })
  }

  /** Forgets everything, as when somebody else signs in. */
  function clear(): void {
    past.value = []
    future.value = []
    failure.value = null
  }

  /** Told once; the next undo reaches what was done before it. */
  function sayFinal(step: FinalStep): void {
    past.value = past.value.filter((one) => one !== step)
    failure.value = { label: step.label, way: 'undo', error: new Error(step.final) }
  }

  function remember(step: HistoryStep | FinalStep): void {
    past.value = [...past.value.slice(1 - LIMIT), step]
    future.value = []
  }

  async function attempt(step: HistoryStep, way: HistoryFailure['way']): Promise<boolean> {
    try {
      await (way === 'undo' ? step.undo() : step.do())
      return true
    } catch (error) {
      failure.value = { label: step.label, way, error }
      return false
    }
  }

  /** At once while nothing runs, so that what can be done without waiting is done when the call returns. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = waiting.value === 0 ? work() : queue.then(work)
    waiting.value += 1
    const settled = (): void => void (waiting.value -= 1)
    queue = mine.then(settled, settled)
    const result = await mine
    await queue
    return result
  }

  return { past, future, busy, failure, next, run, record, undo, redo, clear }
})
