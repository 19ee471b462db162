import type { JudgeAnswer, JudgeQuestion } from './judge-messages.ts'

/** A line to the judging worker on which the latest question of a kind wins: others wait for no answer. */
export interface JudgeLink {
  ask(question: JudgeQuestion): void
  close(): void
}

type Waiting = Partial<Record<JudgeQuestion['kind'], JudgeQuestion>>

/** @param start opens the worker; tests hand in their own */
export function openJudgeLink(start: () => Worker, tell: (answer: JudgeAnswer) => void): JudgeLink {
  const worker = start()
  let busy = false
  let waiting: Waiting = {}
  const send = (question: JudgeQuestion): void => {
    busy = true
    worker.postMessage(question, question.kind === 'ground' ? [question.bytes] : [])
  }
  worker.onmessage = ({ data }: MessageEvent<JudgeAnswer>) => {
    busy = false
    const next = waiting.ground ?? waiting.place ?? waiting.vertex
    if (next !== undefined) {
      waiting = { ...waiting, [next.kind]: undefined }
      send(next)
    }
    tell(data)
  }
  worker.onerror = ({ message }) => tell({ kind: 'failed', message })
  return {
    ask(question) {
      if (busy) waiting = { ...waiting, [question.kind]: question }
      else send(question)
    },
    close: () => worker.terminate(),
  }
}

export function judgeWorker(): Worker {
  return new Worker(new URL('./judge-worker.ts', import.meta.url), { type: 'module' })
}
