import { useDrawing } from '../../stores/drawing.ts'
import type { MapEngine, Pointer } from '../engine.ts'
import { finishOutline, giveUpOutline } from './outline.ts'
import type { MapMode } from './mode.ts'

/** A click this near to the first corner closes the polygon, px. */
const CLOSE = 8

/**
 * 多边形: a click or Enter (on the cross in the middle of the map) sets a corner, Backspace takes the last one
 * back; a double click, a click on the first corner or Shift+Enter closes it.
 */
export function polygonMode(): MapMode {
  const drawing = useDrawing()

  function add(position: Pointer['position']): void {
    const last = drawing.vertices.at(-1)
    if (last !== undefined && last[0] === position[0] && last[1] === position[1]) return
    drawing.vertices = [...drawing.vertices, [position[0], position[1]]]
  }

  function close(): void {
    drawing.cursor = null
    if (drawing.vertices.length >= 3) finishOutline('polygon')
  }

  function closes(at: Pointer, engine: MapEngine): boolean {
    const [first] = drawing.vertices
    if (first === undefined || drawing.vertices.length < 3) return false
    const { x, y } = engine.pixelOf(first)
    return Math.hypot(at.x - x, at.y - y) <= CLOSE
  }

  function back(): void {
    drawing.vertices = drawing.vertices.slice(0, -1)
    if (drawing.vertices.length === 0) drawing.cursor = null
  }

  return {
    draws: false,
    pointer(at) {
      if (drawing.vertices.length > 0) drawing.cursor = at === null ? null : [at.position[0], at.position[1]]
    },
    click: (at, engine) => (closes(at, engine) ? close() : add(at.position)),
    doubleClick: close,
    key(event, engine) {
      const undoes = event.key === 'z' && (event.ctrlKey || event.metaKey) && drawing.vertices.length > 0
      if ((event.key === 'Backspace' && drawing.vertices.length > 0) || undoes) back()
      else if (event.key === 'Enter' && event.target === engine.canvas) {
        if (event.shiftKey) close()
        else add(engine.centre.position)
      } else return false
      return true
    },
    cancel: giveUpOutline,
  }
}
