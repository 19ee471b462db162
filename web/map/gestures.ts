import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { toolInHand } from '../commands/choose-tool.ts'
import { pick } from '../commands/pick-compounds.ts'
import { useDrawing } from '../stores/drawing.ts'
import { useSelection } from '../stores/selection.ts'
import { useStaging } from '../stores/staging.ts'
import type { Hit, MapEngine, Pointer } from './engine.ts'
import { compoundAt, targetAt } from './modes/compound-at.ts'
import { PICKING_CURSOR } from './modes/cursors.ts'
import { HOVER_LAYERS } from './style/layers.ts'

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
  /** After a key was pressed or a tool laid down, without a move of the pointer. */
  readonly lookAgain: (engine: MapEngine) => void
  /** True once after a click on the map itself chose a compound: it is in view already. */
  readonly pickedHere: () => boolean
}

/**
 * With no tool in hand: the pointer lights up what is below it, a click opens it; with Shift it joins the picked
 * set, with Alt it leaves it.
 */
export function useGestures(): Gestures {
  const selection = useSelection()
  const drawing = useDrawing()
  const staging = useStaging()
  const hover = shallowRef<Hover | null>(null)
  const pointer = shallowRef<Pointer | null>(null)
  let picked = false
  let frame = 0

  function look(engine: MapEngine): void {
    frame = 0
    const at = pointer.value
    const tool = toolInHand()
    if (at === null || tool !== null) {
      leave()
      // A tool keeps the cursor it has set.
      if (tool === null) engine.canvas.style.cursor = ''
      return
    }
    const target = targetAt(engine, at)
    const hit = target ?? engine.hitAt(at, HOVER_LAYERS, 2)
    hover.value = hit === null ? null : { pointer: at, hit }
    const { compoundId, connectionId } = idsOf(target)
    selection.hoveredCompoundId = connectionId === null ? compoundId : null
    selection.hoveredConnectionId = connectionId
    engine.canvas.style.cursor = target === null ? '' : PICKING_CURSOR[drawing.heldHow ?? 'replace']
  }

  function leave(): void {
    if (hover.value !== null) {
      selection.hoveredCompoundId = null
      selection.hoveredConnectionId = null
    }
    hover.value = null
  }

  function lookAgain(engine: MapEngine): void {
    if (frame === 0) frame = requestAnimationFrame(() => look(engine))
  }

  function onPointer(engine: MapEngine, at: Pointer | null): void {
    pointer.value = at
    lookAgain(engine)
  }

  function onClick(engine: MapEngine, at: Pointer): void {
    // A presentation points at the map and chooses nothing on it.
    if (staging.scene !== null) return
    if (at.shift || at.alt) {
      const id = compoundAt(engine, at)
      if (id !== null) pick(at.alt ? 'remove' : 'add', [id], 'click')
      return
    }
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

  return { hover, pointer, onPointer, onClick, lookAgain, pickedHere }
}

function idsOf(hit: Hit | null): { compoundId: string | null; connectionId: string | null } {
  if (hit === null) return { compoundId: null, connectionId: null }
  const { id, compoundId, kind } = hit.properties
  if (kind === 'connection') return { compoundId: String(compoundId), connectionId: String(id) }
  return { compoundId: String(id), connectionId: null }
}
