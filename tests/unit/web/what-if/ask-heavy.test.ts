import { expect, test } from 'vitest'
import { planningAnswer } from '#core/programme/planning-columns.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'
import { latestAnswer, type Asked } from '#web/what-if/ask-heavy.ts'
import type { HeavyAnswer } from '#web/what-if/heavy-worker.ts'

const prepared = prepareProgramme({ programme: aProgramme(), scoringTable: aScoringTable(), compounds: [] })
const QUESTION = { kind: 'stability', planning: planningAnswer(prepared, 'x'), input: {} } as const
const DONE = { data: { kind: 'done' } } as MessageEvent<HeavyAnswer>

test('the latest question wins: the one before is ended and never heard of again', () => {
  const started: (Asked & { ended: boolean })[] = []
  const latest = latestAnswer(() => {
    const worker = {
      ended: false,
      onmessage: null,
      onerror: null,
      postMessage: () => undefined,
      terminate: () => void (worker.ended = true),
    } as Asked & { ended: boolean }
    started.push(worker)
    return worker
  })
  const heard: string[] = []
  const ask = (name: string): void =>
    latest.ask(
      QUESTION,
      ({ kind }) => heard.push(`${name} ${kind}`),
      () => heard.push(`${name} failed`),
    )
  ask('first')
  const late = started[0]?.onmessage
  ask('second')
  expect(started.map(({ ended }) => ended)).toEqual([true, false])
  late?.(DONE)
  expect(heard).toEqual([])
  started[1]?.onmessage?.(DONE)
  expect(heard).toEqual(['second done'])
  expect(started[1]?.ended).toBe(true)
  ask('third')
  started[2]?.onerror?.({} as ErrorEvent)
  latest.stop()
  expect(heard).toEqual(['second done', 'third failed'])
})
