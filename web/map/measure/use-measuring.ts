import { onBeforeUnmount, onMounted, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { useMeasure } from '../../stores/measure.ts'
import { useView } from '../../stores/view.ts'
import type { MapEngine, Pointer } from '../engine.ts'

export interface Measuring {
  readonly onPointer: (pointer: Pointer | null) => void
  readonly onClick: (pointer: Pointer) => void
  readonly onDoubleClick: () => void
}

/**
 * Measuring by pointer and by keyboard: a click or Enter (on the cross in the middle of the map) sets a vertex,
 * Backspace takes the last one back, a double click ends the figure, Escape ends measuring.
 */
export function useMeasuring(engine: ShallowRef<MapEngine | null>): Measuring {
  const view = useView()
  const measure = useMeasure()
  const on = (): boolean => view.measuring !== 'off'

  function onKey(event: KeyboardEvent): void {
    if (!on() || event.defaultPrevented || isTyping(event.target)) return
    const onMap = event.target === engine.value?.canvas
    if (event.key === 'Escape') {
      view.measuring = 'off'
    } else if (event.key === 'Backspace' || (event.key === 'z' && (event.ctrlKey || event.metaKey))) {
      measure.undo()
    } else if (event.key === 'Enter' && onMap && engine.value !== null) {
      if (event.shiftKey) measure.finish()
      else measure.add(engine.value.centre.position)
    } else return
    event.preventDefault()
  }

  watch(
    () => view.measuring,
    (kind) => {
      measure.clear()
      engine.value?.setDoubleClickZoom(kind === 'off')
    },
  )
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))

  return {
    onPointer: (pointer) => {
      const open = on() && !measure.finished && measure.vertices.length > 0
      if (open) measure.cursor = pointer?.position ?? null
    },
    onClick: (pointer) => measure.add(pointer.position),
    onDoubleClick: () => {
      if (on()) measure.finish()
    },
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
