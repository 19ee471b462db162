import { readChangesAfter } from './store/audit-trail.ts'
import { readAuditHead } from './store/audit.ts'
import { readDataVersion } from './store/data-version.ts'
import type { Store } from './store/store.ts'

/** How often the database is asked while somebody listens, ms; the command line writes past this process. */
const POLL_MS = 1000

/** Records named with one change; beyond it "everything" is shorter. */
const MAX_NAMED = 200

/** Records that live beside the data and its version, and that people follow all the same. */
const ASIDE = new Set(['attachment'])

/** Who signs in and who is who is nobody's news. */
const PRIVATE = new Set(['account'])

/** A new state of the data. */
export interface DataChange {
  readonly version: number
  /** What changed, as the audit log has it; null when it may be anything. */
  readonly entities: readonly { readonly entity: string; readonly id: string }[] | null
}

type Listener = (change: DataChange) => void

/** Tells everybody who listens of new states of the data, whoever wrote them. */
export interface Changes {
  /** @returns how to stop listening */
  listen(listener: Listener): () => void
}

/** @param report where a database that does not answer is noted; the next poll tries again */
export function createChanges(store: Store, report: (error: Error) => void): Changes {
  const listeners = new Set<Listener>()
  let timer: NodeJS.Timeout | undefined
  let known: { readonly version: number; readonly sequence: number } | null = null

  async function poll(): Promise<void> {
    const version = await readDataVersion(store)
    const sequence = (await readAuditHead(store))?.sequence ?? 0
    const before = known
    known = { version, sequence }
    if (before === null || (version === before.version && sequence === before.sequence)) return
    const rows = await readChangesAfter(store, before.sequence, MAX_NAMED + 1)
    if (version === before.version && !rows.some(({ entity }) => ASIDE.has(entity))) return
    const named = rows.length > 0 && rows.length <= MAX_NAMED && sequence >= before.sequence
    const told = rows.filter(({ entity }) => !PRIVATE.has(entity))
    const entities = named ? told.map(({ entity, entityId }) => ({ entity, id: entityId })) : null
    for (const listener of listeners) listener({ version, entities })
  }

  function keepPolling(): void {
    timer = setTimeout(() => {
      poll()
        .catch((error: unknown) => report(error instanceof Error ? error : new Error(String(error))))
        .finally(() => {
          if (listeners.size > 0) keepPolling()
        })
    }, POLL_MS)
    // Nobody's listening keeps the process alive.
    timer.unref()
  }

  return {
    listen(listener) {
      listeners.add(listener)
      if (listeners.size === 1) {
        known = null
        void poll().catch(() => undefined)
        keepPolling()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearTimeout(timer)
      }
    },
  }
}
