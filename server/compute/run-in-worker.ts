import { Worker } from 'node:worker_threads'

/** What a script on a thread finds in its `workerData`. */
export interface ThreadData<Input> {
  readonly script: string
  readonly input: Input
}

/**
 * Runs one calculation on a thread of its own, so that the service keeps answering meanwhile.
 * @param script a TypeScript module that posts one message made from its `workerData`, a {@link ThreadData}
 * @param signal ends the thread; the promise then rejects with the signal's reason
 */
export function runInWorker<Input, Output>(script: URL, input: Input, signal?: AbortSignal): Promise<Output> {
  return new Promise((resolve, reject) => {
    const workerData: ThreadData<Input> = { script: script.href, input }
    const worker = new Worker(new URL('./typescript-thread.mjs', import.meta.url), { workerData })
    const abort = (): void => {
      void worker.terminate()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort, { once: true })
    worker.once('message', (answer: Output) => resolve(answer))
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort)
      reject(new Error(`worker ended with code ${code} before it answered`))
    })
    if (signal?.aborted === true) abort()
  })
}
