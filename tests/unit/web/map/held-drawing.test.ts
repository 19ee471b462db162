import type { Map as MapLibreMap } from 'maplibre-gl'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HeldDrawing } from '#web/map/held-drawing.ts'

class Painter {
  drawn = 0
  render(): void {
    this.drawn += 1
  }
}

/** As much of a map as holding back needs: it draws at every repaint. */
function makeMap() {
  const painter = new Painter()
  const listeners = new Map<string, () => void>()
  const map = {
    painter,
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    triggerRepaint: () => painter.render(),
  }
  return { painter, map: map as unknown as MapLibreMap, tell: (event: string) => listeners.get(event)?.() }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('nothing is drawn while held, and once at the idle that ends it', () => {
  const { painter, map } = makeMap()
  const held = new HeldDrawing(map)
  held.hold('idle')
  for (let frame = 0; frame < 10; frame++) map.triggerRepaint()
  expect(painter.drawn).toBe(0)
  expect(held.settle()).toBe(false)
  expect(painter.drawn).toBe(1)
  expect(held.settle()).toBe(true)
})

test('an idle in between draws nothing while more is to come', () => {
  const { painter, map } = makeMap()
  const held = new HeldDrawing(map)
  held.hold('told')
  expect(held.settle()).toBe(false)
  expect(painter.drawn).toBe(0)
  held.hold('idle')
  expect(held.settle()).toBe(false)
  expect(painter.drawn).toBe(1)
})

test.each(['movestart', 'resize'])('%s does not wait', (event) => {
  const { painter, map, tell } = makeMap()
  const held = new HeldDrawing(map)
  held.hold('told')
  tell(event)
  expect(held.held).toBe(false)
  expect(painter.drawn).toBe(1)
})

test('whoever waits too long sees what there is', () => {
  const { painter, map } = makeMap()
  const held = new HeldDrawing(map)
  held.hold('told')
  vi.advanceTimersByTime(1999)
  expect(painter.drawn).toBe(0)
  vi.advanceTimersByTime(1)
  expect(painter.drawn).toBe(1)
  expect(held.settle()).toBe(true)
})
