import { Worker } from 'node:worker_threads'

/** What a script on a thread finds in its `workerData`. */
export interface ThreadData<Input> {
  readonly script: string
  readonly input: Input
}

/** What it says: how far it is, any number of times, and its answer, once. */
export type ThreadMessage<Output> =
  { readonly progress: { readonly done: number; readonly total: number } } | { readonly answer: Output }

interface Watch {
  /** Ends the thread; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Runs one calculation on a thread of its own, so that the service keeps answering meanwhile.
 * @param script a TypeScript module that posts {@link ThreadMessage}s made from its `workerData`, a {@link ThreadData}
 */
export function runInWorker<Input, Output>(
  script: URL,
  input: Input,
  { signal, onProgress }: Watch = {},
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const workerData: ThreadData<Input> = { script: script.href, input }
    const worker = new Worker(new URL('./typescript-thread.mjs', import.meta.url), { workerData })
    const abort = (): void => {
      void worker.terminate()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort, { once: true })
    worker.on('message', (message: ThreadMessage<Output>) => {
      if ('answer' in message) resolve(message.answer)
      else onProgress?.(message.progress.done, message.progress.total)
    })
    worker.once('error', reject)
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', abort)
      reject(new Error(`worker ended with code ${code} before it answered`))
    })
    if (signal?.aborted === true) abort()
  })
}
