import { randomUUID } from 'node:crypto'
import type { ComputeResult, Job } from '#core/api/jobs.ts'

/** One piece of long work. */
export interface Work {
  readonly title: string
  /** Two requests with the same key that have not ended are one job: a double click starts nothing twice. */
  readonly key: string
  run(watch: {
    signal: AbortSignal
    onProgress: (done: number, total: number) => void
  }): Promise<ComputeResult>
}

/** Long work, one piece at a time, in the order asked for. In memory: what a stopped server had open is gone. */
export interface Jobs {
  start(work: Work): Job
  get(id: string): Job | null
  /** Ends it, also where it waits; null where there is no such job. One that has ended stays as it is. */
  cancel(id: string): Job | null
  /** Ends everything, for shutting down. */
  cancelAll(): void
}

interface Entry {
  job: Job
  readonly work: Work
  readonly stop: AbortController
}

/** Ended jobs that are still told about. */
const REMEMBERED = 50

/**
 * @param report where errors that nobody foresaw are written
 * @param now the clock
 */
export function createJobs(
  report: (error: Error, title: string) => void,
  now: () => Date = () => new Date(),
): Jobs {
  const entries = new Map<string, Entry>()
  let line: Promise<void> = Promise.resolve()

  const change = (entry: Entry, changes: Partial<Job>): void => {
    entry.job = { ...entry.job, ...changes }
  }
  const end = (entry: Entry, changes: Partial<Job>): void => {
    if (isOpen(entry.job)) change(entry, { ...changes, endedAt: now().toISOString() })
  }
  const perform = async (entry: Entry): Promise<void> => {
    if (entry.stop.signal.aborted) return
    change(entry, { state: 'running' })
    const onProgress = (done: number, total: number): void => {
      if (isOpen(entry.job)) change(entry, { progress: { done, total } })
    }
    try {
      const result = await entry.work.run({ signal: entry.stop.signal, onProgress })
      end(entry, { state: 'done', result })
    } catch (error) {
      if (entry.stop.signal.aborted) return
      report(error instanceof Error ? error : new Error(String(error)), entry.work.title)
      end(entry, { state: 'failed', error: FAILED })
    }
  }
  return {
    start(work) {
      const same = [...entries.values()].find((entry) => isOpen(entry.job) && entry.work.key === work.key)
      if (same) return same.job
      const job: Job = {
        id: randomUUID(),
        title: work.title,
        state: 'waiting',
        progress: { done: 0, total: 0 },
        result: null,
        error: null,
        startedAt: now().toISOString(),
        endedAt: null,
      }
      const entry = { job, work, stop: new AbortController() }
      entries.set(job.id, entry)
      forget(entries)
      line = line.then(() => perform(entry))
      return job
    },
    get: (id) => entries.get(id)?.job ?? null,
    cancel(id) {
      const entry = entries.get(id)
      if (entry === undefined) return null
      if (isOpen(entry.job)) {
        end(entry, { state: 'cancelled' })
        entry.stop.abort(new Error('cancelled'))
      }
      return entry.job
    },
    cancelAll() {
      for (const { job } of entries.values()) this.cancel(job.id)
    },
  }
}

const FAILED = '计算没有完成,原有接驳点没有改动。请稍后重试;仍不成功时请联系系统管理员'

export function isOpen({ state }: Job): boolean {
  return state === 'waiting' || state === 'running'
}

function forget(entries: Map<string, Entry>): void {
  const ended = [...entries.values()].filter(({ job }) => !isOpen(job))
  for (const { job } of ended.slice(0, Math.max(0, ended.length - REMEMBERED))) entries.delete(job.id)
}
