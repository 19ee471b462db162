import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { SearchAnswer } from '#core/api/service.ts'
import { api } from '../../api/client.ts'
import type { TypedPosition } from './coordinates.ts'

const PAUSE_MS = 140

export type Found =
  | { readonly kind: 'place'; readonly place: SearchAnswer['items'][number] }
  | { readonly kind: 'position'; readonly typed: TypedPosition }

interface Search {
  readonly text: Ref<string>
  readonly found: ShallowRef<readonly Found[]>
  readonly state: Ref<'idle' | 'loading' | 'ready' | 'error'>
  readonly type: (value: string) => void
}

/** Asks the server while somebody types, after a short pause; an answer that comes too late is dropped. */
export function useSearch(): Search {
  const text = ref('')
  const found = shallowRef<readonly Found[]>([])
  const state = ref<'idle' | 'loading' | 'ready' | 'error'>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  async function ask(words: string): Promise<void> {
    running?.abort()
    running = new AbortController()
    const { signal } = running
    try {
      const typed = /\d.*\d/.test(words) ? (await import('./coordinates.ts')).readPosition(words) : null
      const answer = typed === null ? await api.search(words, signal) : { items: [] }
      if (signal.aborted) return
      found.value = [
        ...(typed === null ? [] : [{ kind: 'position' as const, typed }]),
        ...answer.items.map((place) => ({ kind: 'place' as const, place })),
      ]
      state.value = 'ready'
    } catch {
      if (signal.aborted) return
      found.value = []
      state.value = 'error'
    }
  }

  function type(value: string): void {
    text.value = value
    clearTimeout(timer)
    const words = value.trim()
    if (words === '') {
      running?.abort()
      found.value = []
      state.value = 'idle'
      return
    }
    state.value = 'loading'
    timer = setTimeout(() => void ask(words), PAUSE_MS)
  }

  onBeforeUnmount(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { text, found, state, type }
}
