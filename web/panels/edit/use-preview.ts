import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import type { CompoundBatchAnswer } from '#core/api/compound-edits.ts'
import { previewEdits } from '../../commands/edit-facts.ts'

interface Edit {
  readonly id: string
  readonly version: number
  readonly set: Readonly<Record<string, unknown>>
}

/** Typing is left alone until it rests for this long. */
const REST_MS = 350

/**
 * What the edits would do to records and plan, asked for as they change: the server runs the rules of the plan on the
 * edited records and writes nothing. null edits: nothing to ask.
 */
export function useEditPreview(edits: Ref<readonly Edit[] | null>): {
  preview: Ref<CompoundBatchAnswer | null>
  state: Ref<'idle' | 'asking' | 'ready' | 'failed'>
} {
  const preview = shallowRef<CompoundBatchAnswer | null>(null)
  const state = ref<'idle' | 'asking' | 'ready' | 'failed'>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | null = null

  async function ask(wanted: readonly Edit[]): Promise<void> {
    running = new AbortController()
    const { signal } = running
    try {
      preview.value = await previewEdits(wanted, signal)
      state.value = 'ready'
    } catch {
      if (!signal.aborted) state.value = 'failed'
    }
  }

  watch(
    () => JSON.stringify(edits.value),
    () => {
      clearTimeout(timer)
      running?.abort()
      const wanted = edits.value
      if (wanted === null || wanted.length === 0) {
        preview.value = null
        state.value = 'idle'
        return
      }
      state.value = 'asking'
      timer = setTimeout(() => void ask(wanted), REST_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    clearTimeout(timer)
    running?.abort()
  })
  return { preview, state }
}
