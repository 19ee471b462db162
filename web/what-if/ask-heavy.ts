import type { HeavyAnswer, HeavyQuestion } from './heavy-worker.ts'

/** What this needs of a worker, so that tests hand in their own. */
export interface Asked {
  postMessage(question: HeavyQuestion): void
  terminate(): void
  onmessage: ((event: MessageEvent<HeavyAnswer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

export interface LatestAnswer {
  /** Ends whatever is still being worked out: its answers never arrive. */
  ask(question: HeavyQuestion, tell: (answer: HeavyAnswer) => void, fail: () => void): void
  stop(): void
}

/** The latest question wins: the one before is ended with its worker. */
export function latestAnswer(start: () => Asked): LatestAnswer {
  let running: Asked | null = null
  function stop(): void {
    if (running === null) return
    running.onmessage = null
    running.onerror = null
    running.terminate()
    running = null
  }
  return {
    stop,
    ask(question, tell, fail) {
      stop()
      const mine = start()
      running = mine
      mine.onmessage = ({ data }) => {
        if (running !== mine) return
        if (data.kind === 'done') stop()
        tell(data)
      }
      mine.onerror = () => {
        if (running !== mine) return
        stop()
        fail()
      }
      mine.postMessage(question)
    },
  }
}

export function heavyWorker(): Asked {
  return new Worker(new URL('./heavy-worker.ts', import.meta.url), { type: 'module' })
}
