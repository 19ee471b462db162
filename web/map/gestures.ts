import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { useSelection } from '../stores/selection.ts'
import { useView } from '../stores/view.ts'
import type { Hit, MapEngine, Pointer } from './engine.ts'
import { HIT_LAYERS, HOVER_LAYERS } from './style/layers.ts'

/** What the pointer is over, for the card beside it. */
export interface Hover {
  readonly pointer: Pointer
  readonly hit: Hit
}

export interface Gestures {
  readonly hover: ShallowRef<Hover | null>
  /** Where the pointer is on the ground, for the readout of coordinates. */
  readonly pointer: ShallowRef<Pointer | null>
  readonly onPointer: (engine: MapEngine, pointer: Pointer | null) => void
  readonly onClick: (engine: MapEngine, pointer: Pointer) => void
  /** True once after a click on the map itself chose a compound: it is in view already. */
  readonly pickedHere: () => boolean
}

/** Fingers and small signs need some room. */
const REACH = 5

/** Turns pointer and clicks on the map into changes of the selection store. */
export function useGestures(): Gestures {
  const selection = useSelection()
  const view = useView()
  const hover = shallowRef<Hover | null>(null)
  const pointer = shallowRef<Pointer | null>(null)
  let picked = false
  let frame = 0

  function look(engine: MapEngine): void {
    frame = 0
    const at = pointer.value
    if (at === null || view.measuring !== 'off') {
      leave(engine, view.measuring === 'off' ? '' : 'crosshair')
      return
    }
    const target = targetAt(engine, at)
    const hit = target ?? engine.hitAt(at, HOVER_LAYERS, 2)
    hover.value = hit === null ? null : { pointer: at, hit }
    const { compoundId, connectionId } = idsOf(target)
    selection.hoveredCompoundId = connectionId === null ? compoundId : null
    selection.hoveredConnectionId = connectionId
    engine.canvas.style.cursor = target === null ? '' : 'pointer'
  }

  function leave(engine: MapEngine, cursor: string): void {
    if (hover.value !== null) {
      selection.hoveredCompoundId = null
      selection.hoveredConnectionId = null
    }
    hover.value = null
    engine.canvas.style.cursor = cursor
  }

  function onPointer(engine: MapEngine, at: Pointer | null): void {
    pointer.value = at
    if (frame === 0) frame = requestAnimationFrame(() => look(engine))
  }

  function onClick(engine: MapEngine, at: Pointer): void {
    const { compoundId, connectionId } = idsOf(targetAt(engine, at))
    picked = compoundId !== null
    if (connectionId !== null) selection.selectConnection(connectionId, compoundId ?? undefined)
    else if (compoundId !== null) {
      selection.selectConnection(null)
      selection.selectCompound(compoundId)
    } else selection.selectCompound(null)
  }

  function pickedHere(): boolean {
    const was = picked
    picked = false
    return was
  }

  return { hover, pointer, onPointer, onClick, pickedHere }
}

function targetAt(engine: MapEngine, at: Pointer): Hit | null {
  return engine.hitAt(at, HIT_LAYERS.slice(0, 2), REACH) ?? engine.hitAt(at, HIT_LAYERS.slice(2))
}

function idsOf(hit: Hit | null): { compoundId: string | null; connectionId: string | null } {
  if (hit === null) return { compoundId: null, connectionId: null }
  const { id, compoundId, kind } = hit.properties
  if (kind === 'connection') return { compoundId: String(compoundId), connectionId: String(id) }
  return { compoundId: String(id), connectionId: null }
}
