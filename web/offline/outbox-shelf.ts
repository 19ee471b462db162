import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase } from 'idb'
import type { Problem } from '#core/api/service.ts'
import type { AttachmentOf } from '#core/api/attachments.ts'

/** Something done without a connection, waiting to be sent. */
export interface OutboxEntry {
  /** Goes along as `Idempotency-Key`: however often it is sent, it is written once. */
  readonly key: string
  /** Only this person may send it. */
  readonly accountId: string
  readonly accountName: string
  /** What it is about, in words: a compound and its point. */
  readonly subject: string
  /** What was done, in words. */
  readonly what: string
  /** The record it changes, as `connection/ID`: entries of one record go out in order. */
  readonly record: string
  readonly request:
    | {
        readonly kind: 'write'
        readonly method: 'POST' | 'PATCH'
        readonly path: string
        readonly body: unknown
      }
    | { readonly kind: 'file'; readonly of: AttachmentOf; readonly file: File }
  /** Version of the record it was made from; null where none is asked for. */
  readonly version: number | null
  readonly madeAt: string
  /** `conflict`: somebody else was faster; `refused`: the server says no, and why. */
  readonly state: 'waiting' | 'conflict' | 'refused'
  readonly problem: Problem | null
}

interface FieldDatabase extends DBSchema {
  outbox: { key: string; value: OutboxEntry }
}

let opening: Promise<IDBPDatabase<FieldDatabase>> | null = null

function open(): Promise<IDBPDatabase<FieldDatabase>> {
  opening ??= openDB<FieldDatabase>('renewal-map', 1, {
    upgrade: (database) => void database.createObjectStore('outbox', { keyPath: 'key' }),
  })
  return opening
}

/** The browser's own shelf of what is not sent yet: it survives a reload, a crash and a switched-off telephone. */
export const outboxShelf = {
  /** In the order they were made. */
  async all(): Promise<OutboxEntry[]> {
    const entries = await (await open()).getAll('outbox')
    return entries.sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
  },
  async put(entry: OutboxEntry): Promise<void> {
    await (await open()).put('outbox', entry)
  },
  async remove(key: string): Promise<void> {
    await (await open()).delete('outbox', key)
  },
}
