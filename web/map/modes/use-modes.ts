import { computed, onBeforeUnmount, onMounted, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { chooseTool, toolInHand, type MapTool } from '../../commands/choose-tool.ts'
import { useDrawing } from '../../stores/drawing.ts'
import type { EngineEvents, MapEngine, Pointer } from '../engine.ts'
import type { Gestures } from '../gestures.ts'
import { boxMode } from './box.ts'
import { DRAWING_CURSOR } from './cursors.ts'
import { lassoMode } from './lasso.ts'
import { markMode } from './mark.ts'
import { measureMode } from './measure.ts'
import type { MapMode } from './mode.ts'
import { howHeld } from './outline.ts'
import { polygonMode } from './polygon.ts'

type ModeEvents = Pick<
  EngineEvents,
  'pointer' | 'click' | 'doubleClick' | 'press' | 'drag' | 'release' | 'lost' | 'secondary'
>

/** Hands every gesture on the map to the tool in hand; with none, to opening and picking by click. */
export function useModes(engine: ShallowRef<MapEngine | null>, browsing: Gestures): ModeEvents {
  const drawing = useDrawing()
  const measuring = measureMode()
  const modes: Readonly<Record<MapTool, MapMode>> = {
    box: boxMode(),
    lasso: lassoMode(),
    polygon: polygonMode(),
    distance: measuring,
    area: measuring,
    mark: markMode(),
  }
  const tool = computed(() => toolInHand())
  const mode = computed(() => (tool.value === null ? null : modes[tool.value]))

  function hold(keys: Pick<Pointer, 'shift' | 'alt'>): void {
    const held = howHeld(keys)
    if (held !== drawing.heldHow) drawing.heldHow = held
  }

  /** Drops what is being drawn, else the tool. */
  function cancel(): void {
    if (mode.value !== null && !mode.value.cancel()) chooseTool(null)
  }

  function withEngine(work: (engine: MapEngine) => void): void {
    if (engine.value !== null) work(engine.value)
  }

  followKeys({
    held: (keys) => {
      hold(keys)
      if (mode.value === null) withEngine((map) => browsing.lookAgain(map))
    },
    key(event) {
      if (mode.value === null || engine.value === null || event.defaultPrevented || isTyping(event)) return
      if (event.key === 'Escape') cancel()
      else if (mode.value.key?.(event, engine.value) !== true) return
      event.preventDefault()
    },
  })
  watch(
    tool,
    (now, before) => {
      if (before !== null && before !== undefined) modes[before].end?.()
      mode.value?.start?.()
      withEngine((map) => {
        map.setDoubleClickZoom(now === null)
        map.setDrawing(mode.value?.draws ?? false)
      })
    },
    { flush: 'sync' },
  )
  watch([tool, () => drawing.how], ([now, how]) =>
    withEngine((map) => {
      if (now !== null) map.canvas.style.cursor = drawing.tool === null ? 'crosshair' : DRAWING_CURSOR[how]
      else browsing.lookAgain(map)
    }),
  )

  return {
    pointer(at) {
      if (at !== null) hold(at)
      withEngine((map) => {
        mode.value?.pointer?.(at, map)
        browsing.onPointer(map, at)
      })
    },
    click: (at) =>
      withEngine((map) => {
        hold(at)
        if (mode.value === null) browsing.onClick(map, at)
        else mode.value.click?.(at, map)
      }),
    doubleClick: (at) => mode.value?.doubleClick?.(at),
    press: (at) =>
      withEngine((map) => {
        hold(at)
        mode.value?.press?.(at, map)
      }),
    drag: (at) =>
      withEngine((map) => {
        hold(at)
        mode.value?.drag?.(at, map)
      }),
    release: (at) =>
      withEngine((map) => {
        hold(at)
        mode.value?.release?.(at, map)
      }),
    lost: () => void mode.value?.cancel(),
    secondary: cancel,
  }
}

/** Keys reach the tool before anything else on the page, so that Escape and Ctrl+Z mean the drawing first. */
function followKeys(on: {
  readonly held: (keys: Pick<Pointer, 'shift' | 'alt'>) => void
  readonly key: (event: KeyboardEvent) => void
}): void {
  const modifiers = (event: KeyboardEvent): void => {
    if (event.key === 'Shift' || event.key === 'Alt') on.held({ shift: event.shiftKey, alt: event.altKey })
  }
  const down = (event: KeyboardEvent): void => {
    modifiers(event)
    on.key(event)
  }
  const gone = (): void => on.held({ shift: false, alt: false })
  onMounted(() => {
    window.addEventListener('keydown', down, true)
    window.addEventListener('keyup', modifiers, true)
    window.addEventListener('blur', gone)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', down, true)
    window.removeEventListener('keyup', modifiers, true)
    window.removeEventListener('blur', gone)
  })
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [role="dialog"], [role="menu"]',
    ) !== null
  )
}
