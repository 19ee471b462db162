import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import type { CompoundBatchAnswer } from '#core/api/compound-edits.ts'
import { previewEdits } from '../../commands/edit-facts.ts'

interface Edit {
  readonly id: string
  readonly version: number
  readonly set: Readonly<Record<string, unknown>>
}

export type PreviewState = 'idle' | 'asking' | 'ready' | 'failed'

/** Typing is left alone until it rests for this long. */
const REST_MS = 350

/** What the edits would do to records and plan, asked for as they change. null or no edits: nothing to ask. */
export function useEditPreview(edits: Ref<readonly Edit[] | null>): {
  preview: Ref<CompoundBatchAnswer | null>
  state: Ref<PreviewState>
} {
  return usePreview(edits, (wanted, signal) => previewEdits(wanted, signal))
}

/**
 * What a request that writes nothing answers, asked for as it changes: the server runs the rules of the plan on the
 * edited records. null, or an empty list: nothing to ask.
 */
export function usePreview<Request, Answer>(
  request: Ref<Request | null>,
  ask: (request: Request, signal: AbortSignal) => Promise<Answer>,
): { preview: Ref<Answer | null>; state: Ref<PreviewState> } {
  const preview = shallowRef<Answer | null>(null)
  const state = ref<PreviewState>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  async function send(wanted: Request): Promise<void> {
    running = new AbortController()
    const { signal } = running
    try {
      preview.value = await ask(wanted, signal)
      state.value = 'ready'
    } catch {
      if (!signal.aborted) state.value = 'failed'
    }
  }

  watch(
    () => JSON.stringify(request.value),
    () => {
      clearTimeout(timer)
      running?.abort()
      const wanted = request.value
      if (wanted === null || (Array.isArray(wanted) && wanted.length === 0)) {
        preview.value = null
        state.value = 'idle'
        return
      }
      state.value = 'asking'
      timer = setTimeout(() => void send(wanted), REST_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { preview, state }
}
