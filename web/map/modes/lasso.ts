import { useDrawing } from '../../stores/drawing.ts'
import type { Pointer } from '../engine.ts'
import { finishOutline, giveUpOutline, pickAt } from './outline.ts'
import type { MapMode } from './mode.ts'

/** A hand does not mean less than this, px. */
const LEAST_STEP = 3

/** 套索: the outline follows the hand and closes where it is let go. */
export function lassoMode(): MapMode {
  const drawing = useDrawing()
  let last: Pointer | null = null

  function follow(at: Pointer): void {
    if (last === null || Math.hypot(at.x - last.x, at.y - last.y) < LEAST_STEP) return
    const start = drawing.vertices.length === 0 ? [last.position] : drawing.vertices
    drawing.vertices = [...start, at.position]
    last = at
  }

  return {
    draws: true,
    press: (at) => (last = at),
    drag: follow,
    release(at) {
      follow(at)
      last = null
      if (drawing.vertices.length >= 3) finishOutline('lasso')
      else drawing.clear()
    },
    click: (at, engine) => pickAt(at, engine),
    cancel() {
      last = null
      return giveUpOutline()
    },
  }
}
