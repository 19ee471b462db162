import { pick } from '../../commands/pick-compounds.ts'
import { useDrawing, type PickTool } from '../../stores/drawing.ts'
import type { DrawHow } from '../../stores/picked.ts'
import type { MapEngine, Pointer } from '../engine.ts'
import { compoundAt } from './compound-at.ts'

/** Shift adds, Alt takes away, whatever has been chosen in the panel. */
export function howHeld({ shift, alt }: Pick<Pointer, 'shift' | 'alt'>): DrawHow | null {
  if (alt) return 'remove'
  return shift ? 'add' : null
}

/** The outline is complete: what it takes is picked, and the next one can begin. */
export function finishOutline(tool: PickTool): void {
  const drawing = useDrawing()
  const { taken, how, ring } = drawing
  drawing.clear()
  if (ring.length >= 3) pick(how, taken, tool)
}

/** A click without a drag takes the one compound under it. */
export function pickAt(at: Pointer, engine: MapEngine): void {
  const id = compoundAt(engine, at)
  if (id !== null) pick(useDrawing().how, [id], 'click')
}

export function giveUpOutline(): boolean {
  const drawing = useDrawing()
  const drawn = drawing.vertices.length > 0
  drawing.clear()
  return drawn
}
