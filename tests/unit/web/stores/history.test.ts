import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { useHistory, type HistoryStep } from '#web/stores/history.ts'

/** A sheet of numbers with steps that add one and take it off again. */
function aSheet() {
  const numbers: number[] = []
  const add = (value: number, more: Partial<HistoryStep> = {}): HistoryStep => ({
    label: `add ${value}`,
    do: () => void numbers.push(value),
    undo: () => void numbers.pop(),
    ...more,
  })
  return { numbers, add }
}

const fails = (): never => {
  throw new Error('no network')
}

describe('the history of what was done', () => {
  beforeEach(() => setActivePinia(createPinia()))

  test('names the next step either way and takes it back', async () => {
    const history = useHistory()
    const { numbers, add } = aSheet()
    await history.run(add(1))
    await history.run(add(2))
    expect(history.next).toEqual({ undo: 'add 2', redo: null })
    await history.undo()
    expect(numbers).toEqual([1])
    expect(history.next).toEqual({ undo: 'add 1', redo: 'add 2' })
    await history.redo()
    expect(numbers).toEqual([1, 2])
  })

  test('does what needs no waiting before the call returns', () => {
    const { numbers, add } = aSheet()
    void useHistory().run(add(7))
    expect(numbers).toEqual([7])
  })

  test('takes several back at once, and stops at the one that fails', async () => {
    const history = useHistory()
    const { numbers, add } = aSheet()
    await history.run(add(1))
    await history.run(add(2, { undo: fails }))
    await history.run(add(3))
    await history.undo(3)
    expect(numbers).toEqual([1, 2])
    expect(history.next).toEqual({ undo: 'add 2', redo: 'add 3' })
    expect(history.failure).toMatchObject({ label: 'add 2', way: 'undo' })
  })

  test('a step that fails leaves both stacks as they were', async () => {
    const history = useHistory()
    const { add } = aSheet()
    await history.run(add(1))
    await history.run(add(2))
    await history.undo()
    expect(await history.run(add(3, { do: fails }))).toBe(false)
    expect(history.next).toEqual({ undo: 'add 1', redo: 'add 2' })
    expect(history.failure).toMatchObject({ label: 'add 3', way: 'do' })
    expect(history.busy).toBe(false)
  })

  test('what cannot be taken back says so once, takes nothing else back, and then lets earlier steps go', async () => {
    const history = useHistory()
    const { numbers, add } = aSheet()
    await history.run(add(1))
    history.record({ label: 'published', final: 'a published sheet stays' })
    await history.run(add(2))
    await history.undo(3)
    expect(numbers).toEqual([1])
    expect(history.failure).toMatchObject({ label: 'published', way: 'undo' })
    expect(history.failure?.error).toEqual(new Error('a published sheet stays'))
    expect(history.next).toEqual({ undo: 'add 1', redo: 'add 2' })
    await history.undo()
    expect(numbers).toEqual([])
    await history.redo(2)
    expect(numbers).toEqual([1, 2])
  })

  test('something new drops what was undone', async () => {
    const history = useHistory()
    const { add } = aSheet()
    await history.run(add(1))
    await history.undo()
    await history.run(add(2))
    expect(history.next).toEqual({ undo: 'add 2', redo: null })
  })

  test('steps that come while one is on its way wait for it; an undo meanwhile does nothing', async () => {
    const history = useHistory()
    const { numbers, add } = aSheet()
    let arrive = (): void => undefined
    const slow = history.run(
      add(1, {
        do: () => new Promise<void>((resolve) => (arrive = resolve)).then(() => void numbers.push(1)),
      }),
    )
    const behind = history.run(add(2))
    const third = history.run(add(3))
    await history.undo()
    expect(numbers).toEqual([])
    arrive()
    await Promise.all([slow, behind, third])
    expect(numbers).toEqual([1, 2, 3])
    expect(history.past.map((step) => step.label)).toEqual(['add 1', 'add 2', 'add 3'])
  })

  test('keeps the newest hundred', async () => {
    const history = useHistory()
    const { add } = aSheet()
    for (let value = 0; value < 120; value += 1) await history.run(add(value))
    expect(history.past).toHaveLength(100)
    expect(history.next.undo).toBe('add 119')
  })

  test('whatever is done, undone and redone, the sheet is what the past says', async () => {
    const action = fc.oneof(
      fc.integer({ min: 0, max: 99 }).map((value) => ({ kind: 'run' as const, value })),
      fc.integer({ min: 1, max: 4 }).map((count) => ({ kind: 'undo' as const, count })),
      fc.integer({ min: 1, max: 4 }).map((count) => ({ kind: 'redo' as const, count })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        setActivePinia(createPinia())
        const history = useHistory()
        const { numbers, add } = aSheet()
        for (const one of actions) {
          if (one.kind === 'run') await history.run(add(one.value))
          else await history[one.kind](one.count)
          expect(history.past.map((step) => step.label)).toEqual(numbers.map((value) => `add ${value}`))
        }
      }),
    )
  })
})
