import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { Attachment, AttachmentOf } from '#core/api/attachments.ts'
import { attachmentsApi } from '../api/attachments.ts'
import { ApiError } from '../api/client.ts'
import type { LoadState } from './loading.ts'

/** A file on its way to the server. */
export interface Upload {
  readonly key: string
  readonly of: AttachmentOf
  readonly file: File
  /** bytes that have left */
  sent: number
  state: 'waiting' | 'sending' | 'failed'
  /** Why it failed, in words. */
  why: string
  readonly stop: AbortController
}

/** What is known of one record's attachments. */
export interface AttachmentShelf {
  items: readonly Attachment[]
  state: LoadState
  /** Places that photos told, waiting for a yes or no, by attachment. */
  offers: Record<string, readonly number[]>
}

export function shelfKey({ entity, entityId }: AttachmentOf): string {
  return `${entity}/${entityId}`
}

/** Photos and documents of the records on screen, and what is on its way. */
export const useAttachments = defineStore('attachments', () => {
  const shelves = reactive<Record<string, AttachmentShelf>>({})
  const uploads = reactive<Upload[]>([])
  /** Records on screen, with how many places show each. */
  const open = new Map<string, { of: AttachmentOf; count: number }>()

  function shelf(of: AttachmentOf): AttachmentShelf {
    const key = shelfKey(of)
    return (shelves[key] ??= { items: [], state: { kind: 'idle' }, offers: {} })
  }

  /** What is on screen stays there until the answer is in. */
  async function load(of: AttachmentOf): Promise<void> {
    const mine = shelf(of)
    if (mine.state.kind === 'idle' || mine.state.kind === 'error') mine.state = { kind: 'loading' }
    try {
      mine.items = (await attachmentsApi.list(of)).items
      mine.state = { kind: 'ready' }
    } catch (error) {
      const message = error instanceof ApiError ? (error.problem.detail ?? error.problem.title) : ''
      mine.state = { kind: 'error', message }
    }
  }

  /** @returns how to say that the record is off the screen */
  function follow(of: AttachmentOf): () => void {
    const key = shelfKey(of)
    const entry = open.get(key) ?? { of, count: 0 }
    open.set(key, entry)
    entry.count += 1
    void load(of)
    return () => {
      entry.count -= 1
      if (entry.count === 0) open.delete(key)
    }
  }

  /** Somebody else has added or deleted something. */
  async function loadOpen(): Promise<void> {
    await Promise.all([...open.values()].map(({ of }) => load(of)))
  }

  function put(attachment: Attachment): void {
    const mine = shelf(attachment)
    const known = mine.items.some(({ id }) => id === attachment.id)
    mine.items = known
      ? mine.items.map((one) => (one.id === attachment.id ? attachment : one))
      : [attachment, ...mine.items].sort((a, b) => (a.uploadedAt < b.uploadedAt ? 1 : -1))
  }

  function take({ id, ...of }: Pick<Attachment, 'id' | 'entity' | 'entityId'>): void {
    const mine = shelf(of)
    mine.items = mine.items.filter((one) => one.id !== id)
  }

  return { uploads, shelf, load, follow, loadOpen, put, take }
})
