import { useDrawing } from '../../stores/drawing.ts'
import type { MapEngine, Pointer } from '../engine.ts'
import { finishOutline, giveUpOutline, pickAt } from './outline.ts'
import type { MapMode } from './mode.ts'

/** Shorter drags are unsteady clicks, px. */
const LEAST_SIDE = 4

/** 框选: a rectangle as it stands on the screen. By keyboard, Enter sets one corner and then the opposite one. */
export function boxMode(): MapMode {
  const drawing = useDrawing()
  let corner: Pointer | null = null
  /** The corner set by keyboard, which stays on the ground while the map moves under the cross. */
  let anchored: Pointer['position'] | null = null

  function stretch(to: { readonly x: number; readonly y: number }, engine: MapEngine): void {
    if (corner === null) return
    const { x, y } = corner
    if (Math.abs(to.x - x) < LEAST_SIDE && Math.abs(to.y - y) < LEAST_SIDE) drawing.clear()
    else
      drawing.vertices = [
        [x, y],
        [to.x, y],
        [to.x, to.y],
        [x, to.y],
      ].map(([px = 0, py = 0]) => engine.positionOf(px, py))
  }

  return {
    draws: true,
    press: (at) => (corner = at),
    drag: stretch,
    release(at, engine) {
      stretch(at, engine)
      corner = null
      if (drawing.vertices.length > 0) finishOutline('box')
    },
    click: (at, engine) => pickAt(at, engine),
    key(event, engine) {
      if (event.key !== 'Enter' || event.target !== engine.canvas) return false
      const { centre } = engine
      if (anchored === null) anchored = centre.position
      else {
        corner = { ...centre, ...engine.pixelOf(anchored), position: anchored }
        anchored = null
        stretch(centre, engine)
        corner = null
        finishOutline('box')
      }
      return true
    },
    cancel() {
      const drawn = corner !== null || anchored !== null
      corner = null
      anchored = null
      return giveUpOutline() || drawn
    },
  }
}
