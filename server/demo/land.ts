import type { LngLat } from '#core/compound/compound.ts'
import { distanceBetween, footOn, isInside, lengthOf } from '#core/geo/plane-geometry.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'

/** A district's real outline as it ships in data/geo. */
export interface Outline {
  readonly name: string
  readonly rings: readonly (readonly LngLat[])[]
}

/** The ground a city may stand on: the district's outline, its sea side the coast. Plane metres. */
export interface Land {
  /** Metres to the outline, negative outside. */
  readonly depth: (point: Plane) => number
  /** Nearest point of the coast. */
  readonly coastNear: (point: Plane) => Plane
  readonly distanceToCoast: (point: Plane) => number
  /** From east to west. */
  readonly coast: readonly Plane[]
}

/** Where the coast of 海港区 meets the next district's: 山海关区 in the east, 北戴河区 in the west. */
export const COAST_EAST: LngLat = [119.7205, 39.94]
export const COAST_WEST: LngLat = [119.534123, 39.885527]

/** Reads the outer ring and finds its coast. O(vertices) a question. */
export function landOf(outline: Outline): Land {
  const ring = (outline.rings[0] ?? []).map(toPlane)
  const coast = chain(ring, nearestIndex(ring, toPlane(COAST_EAST)), nearestIndex(ring, toPlane(COAST_WEST)))
  return {
    coast,
    coastNear: (point) => footOn(coast, point).position,
    distanceToCoast: (point) => footOn(coast, point).distance,
    depth: (point) => {
      const away = footOn(ring, point).distance
      return isInside([ring], point) ? away : -away
    },
  }
}

/** The vertices from one index to another in the ring's own direction, or against it where that is shorter. */
export function chain(ring: readonly Plane[], from: number, to: number): Plane[] {
  const forward = walk(ring, from, to)
  const backward = walk(ring, to, from).reverse()
  return lengthOf(forward) <= lengthOf(backward) ? forward : backward
}

export function nearestIndex(ring: readonly Plane[], point: Plane): number {
  let best = 0
  let bestDistance = Infinity
  ring.forEach((vertex, index) => {
    const away = distanceBetween(vertex, point)
    if (away < bestDistance) {
      best = index
      bestDistance = away
    }
  })
  return best
}

function walk(ring: readonly Plane[], from: number, to: number): Plane[] {
  const result: Plane[] = []
  for (let index = from; ; index = (index + 1) % ring.length) {
    const vertex = ring[index]
    if (vertex !== undefined) result.push(vertex)
    if (index === to) return result
  }
}
