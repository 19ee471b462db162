import { defineStore } from 'pinia'
import { shallowRef, watch } from 'vue'
import { useAccount } from './account.ts'

interface Kept {
  /** Id of the account that typed it: nobody else at this screen is offered it. */
  readonly by: string
  readonly value: unknown
}

const KEY = 'renewal-map.kept'

/**
 * What somebody has begun to fill in and not saved, by a key of the form. It outlives a reload, a lost connection and
 * a session that ended, and ends with the tab.
 */
export const useKeptDrafts = defineStore('kept-drafts', () => {
  const kept = shallowRef<Readonly<Record<string, Kept>>>(recall())
  const account = useAccount()

  /** Who sits here: also while a session has ended and the person has yet to sign in again. */
  let me = account.user?.id ?? null
  watch(
    () => account.user?.id,
    (id) => (me = id ?? me),
    { flush: 'sync' },
  )

  function keep(key: string, value: unknown): void {
    const by = me
    if (by === null) return
    kept.value = { ...kept.value, [key]: { by, value } }
    store()
  }

  function drop(key: string): void {
    if (!(key in kept.value)) return
    const { [key]: _gone, ...others } = kept.value
    kept.value = others
    store()
  }

  /** What the person signed in has left there; null where there is nothing of theirs. */
  function of<Value>(key: string): Value | null {
    const found = kept.value[key]
    return found !== undefined && found.by === (account.user?.id ?? me) ? (found.value as Value) : null
  }

  function store(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept.value))
    } catch {
      // Without storage a draft lasts as long as the page.
    }
  }

  return { kept, keep, drop, of }
})

function recall(): Readonly<Record<string, Kept>> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, Kept>
  } catch {
    return {}
  }
}
