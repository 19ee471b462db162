import type { LngLat } from '#core/compound/compound.ts'
import { distanceBetween, isInside, lengthOf } from '#core/geo/plane-geometry.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'
import { indexLines, type LineIndex } from '#core/geo/spatial-index.ts'

/** A district's real outline as it ships in data/geo. */
export interface Outline {
  readonly name: string
  readonly rings: readonly (readonly LngLat[])[]
}

/** The ground a city may stand on: the district's outline, its sea side the coast. Plane metres. */
export interface Land {
  /** Within the outline and at least `margin` metres from it? */
  readonly isInland: (point: Plane, margin: number) => boolean
  readonly distanceToCoast: (point: Plane) => number
  /** From east to west. */
  readonly coast: readonly Plane[]
}

/** Where the coast of 海港区 meets the next district's: 山海关区 in the east, 北戴河区 in the west. */
export const COAST_EAST: LngLat = [119.7205, 39.94]
export const COAST_WEST: LngLat = [119.534123, 39.885527]

/** Reads the outer ring and finds its coast. */
export function landOf(outline: Outline): Land {
  const ring = (outline.rings[0] ?? []).map(toPlane)
  const coast = chain(ring, nearestIndex(ring, toPlane(COAST_EAST)), nearestIndex(ring, toPlane(COAST_WEST)))
  const shore = indexSegments(coast)
  const edge = indexSegments([...ring, ...ring.slice(0, 1)])
  return {
    coast,
    distanceToCoast: (point) => shore.nearest(point)?.distance ?? Infinity,
    isInland: (point, margin) => isInside([ring], point) && edge.within(point, margin).length === 0,
  }
}

function indexSegments(line: readonly Plane[]): LineIndex {
  const numbers = Array.from({ length: line.length - 1 }, (_, index) => index)
  return indexLines(numbers, (index) => line.slice(index, index + 2))
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
