import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { outboxShelf } from '../offline/outbox-shelf.ts'
import type { OutboxEntry } from '../offline/outbox-shelf.ts'

export type { OutboxEntry }

/** What was done without a connection and is not sent yet; the browser's shelf holds it, this shows it. */
export const useOutbox = defineStore('outbox', () => {
  const entries = shallowRef<readonly OutboxEntry[]>([])
  const open = shallowRef(false)
  const sending = shallowRef(false)
  const attention = computed(() => entries.value.filter(({ state }) => state !== 'waiting').length)

  async function load(): Promise<void> {
    entries.value = await outboxShelf.all().catch(() => [])
  }

  /** Shown as kept only once it is. */
  async function put(entry: OutboxEntry): Promise<void> {
    await outboxShelf.put(entry)
    await load()
  }

  async function remove(key: string): Promise<void> {
    await outboxShelf.remove(key)
    await load()
  }

  /** Of one record, e.g. `connection/ID`. */
  function of(record: string): readonly OutboxEntry[] {
    return entries.value.filter((entry) => entry.record === record)
  }

  return { entries, open, sending, attention, load, put, remove, of }
})
