import { useMeasure } from '../../stores/measure.ts'
import type { MapMode } from './mode.ts'

/**
 * Measuring by pointer and by keyboard: a click or Enter (on the cross in the middle of the map) sets a vertex,
 * Backspace takes the last one back, a double click or Shift+Enter ends the figure.
 */
export function measureMode(): MapMode {
  const measure = useMeasure()
  return {
    draws: false,
    start: () => measure.clear(),
    end: () => measure.clear(),
    pointer(at) {
      if (!measure.finished && measure.vertices.length > 0) measure.cursor = at?.position ?? null
    },
    click: (at) => measure.add(at.position),
    doubleClick: () => measure.finish(),
    key(event, engine) {
      const undoes = event.key === 'z' && (event.ctrlKey || event.metaKey)
      if (event.key === 'Backspace' || undoes) measure.undo()
      else if (event.key === 'Enter' && event.target === engine.canvas) {
        if (event.shiftKey) measure.finish()
        else measure.add(engine.centre.position)
      } else return false
      return true
    },
    /** Escape ends measuring at once, as the figure is of no use to anybody else. */
    cancel: () => false,
  }
}
