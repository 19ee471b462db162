import type { LngLat } from '#core/compound/compound.ts'
import { dropHere, endMarking, lookAt, redoDraft, setBends, undoDraft } from '../../commands/mark-tie-in.ts'
import { useMarking } from '../../stores/marking.ts'
import type { MapEngine, Pointer } from '../engine.ts'
import type { MapMode } from './mode.ts'

/** A finger or a pointer catches what is this near, px. */
const REACH = 12
/** Metres a pixel of 512 px tiles covers at zoom 0 on the equator. */
const METRES_PER_PIXEL = 78_271.517

/**
 * 标注: the pointer catches a place, a click drops the point there; the dropped point and the bends of a branch are
 * dragged. While the branch is drawn a click adds a bend, Alt-click on a bend takes it away, Backspace the last one.
 */
export function markMode(): MapMode {
  const marking = useMarking()
  /** What the pointer has taken hold of: the point, or a bend by its number. */
  let held: 'point' | number | null = null

  function grip(at: Pointer, engine: MapEngine): 'point' | number | null {
    const near = (position: LngLat): boolean => {
      const { x, y } = engine.pixelOf(position)
      return Math.hypot(at.x - x, at.y - y) <= REACH
    }
    if (marking.tool === 'branch') {
      const bend = marking.draft.bends?.findIndex(near) ?? -1
      return bend < 0 ? null : bend
    }
    return marking.judged !== null && near(marking.judged.position) ? 'point' : null
  }

  function look(at: Pointer, engine: MapEngine): void {
    const { lat, zoom } = engine.camera
    lookAt(
      [at.position[0], at.position[1]],
      (REACH * METRES_PER_PIXEL * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom,
    )
  }

  function add(at: Pointer): void {
    const bends = marking.draft.bends ?? []
    setBends([...bends, caught(at)])
  }

  function caught({ position: [longitude, latitude] }: Pointer): LngLat {
    return marking.vertexSnap?.position ?? [longitude, latitude]
  }

  function removeBend(index: number): void {
    const bends = marking.draft.bends ?? []
    setBends(bends.filter((_, i) => i !== index))
  }

  return {
    draws: false,
    pointer(at, engine) {
      if (at === null) {
        if (held === null) lookAt(null, 0)
        return
      }
      // A drag moves the map, unless it begins on what can be moved.
      if (held === null) engine.setDrawing(grip(at, engine) !== null && !at.alt)
      look(at, engine)
    },
    click(at, engine) {
      const found = grip(at, engine)
      if (marking.tool === 'branch') {
        if (typeof found === 'number') {
          if (at.alt) removeBend(found)
        } else add(at)
      } else if (found === null) dropHere()
    },
    press: (at, engine) => (held = grip(at, engine)),
    drag: (at, engine) => look(at, engine),
    release(at, engine) {
      const what = held
      held = null
      engine.setDrawing(false)
      if (what === 'point') dropHere()
      else if (what !== null) {
        const bends = marking.draft.bends ?? []
        setBends(bends.map((bend, i) => (i === what ? caught(at) : bend)))
      }
    },
    key(event, engine) {
      const command = event.ctrlKey || event.metaKey
      const z = event.key.toLowerCase() === 'z'
      if (command && z && !event.shiftKey) return undoDraft()
      if (command && ((z && event.shiftKey) || event.key.toLowerCase() === 'y')) return redoDraft()
      if (event.key === 'Backspace' && marking.tool === 'branch') {
        const last = (marking.draft.bends?.length ?? 0) - 1
        if (last >= 0) removeBend(last)
        return last >= 0
      }
      if (event.key !== 'Enter' || event.target !== engine.canvas) return false
      if (marking.tool === 'branch') add(engine.centre)
      else dropHere()
      return true
    },
    cancel() {
      if (marking.tool === 'branch') marking.tool = 'place'
      else endMarking()
      return true
    },
  }
}
