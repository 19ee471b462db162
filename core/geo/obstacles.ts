import Flatbush from 'flatbush'
import { at, directionOf, distanceBetween, segmentDistance, signedAreaOf } from './plane-geometry.ts'
import type { Plane } from './projection.ts'

/** Outlines that a line must keep away from. */
export interface Obstacles {
  /** Least distance of a segment from an obstacle, m; 0 where it enters or lies inside. */
  distance(obstacle: number, a: Plane, b: Plane): number
  /** Does the segment keep at least `clearance` m from the obstacle? The same as asking the distance, sooner. */
  clears(obstacle: number, a: Plane, b: Plane, clearance: number): boolean
  /** Obstacles whose boxes come within `reach` m of the segment's box. */
  near(a: Plane, b: Plane, reach: number): readonly number[]
  /** Corners of an obstacle, pushed outwards so that a line round them keeps `clearance` m. */
  corners(obstacle: number, clearance: number): readonly Plane[]
}

interface Outline {
  readonly ring: readonly Plane[]
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

const NOTHING: Outline = { ring: [], minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }

export function indexObstacles(rings: readonly (readonly Plane[])[]): Obstacles {
  const outlines = rings
    .map(openRing)
    .filter((ring) => ring.length >= 3)
    .map(outlineOf)
  const tree = outlines.length > 0 ? new Flatbush(outlines.length) : null
  for (const { minX, minY, maxX, maxY } of outlines) tree?.add(minX, minY, maxX, maxY)
  tree?.finish()
  const outline = (obstacle: number): Outline => outlines[obstacle] ?? NOTHING
  return {
    distance: (obstacle, a, b) => distanceTo(outline(obstacle), a, b, 0),
    clears: (obstacle, a, b, clearance) =>
      boxGap(outline(obstacle), a, b) >= clearance ||
      distanceTo(outline(obstacle), a, b, clearance) >= clearance,
    near: (a, b, reach) =>
      tree?.search(
        Math.min(a[0], b[0]) - reach,
        Math.min(a[1], b[1]) - reach,
        Math.max(a[0], b[0]) + reach,
        Math.max(a[1], b[1]) + reach,
      ) ?? [],
    corners: (obstacle, clearance) => pushedCorners(outline(obstacle).ring, clearance),
  }
}

function outlineOf(ring: readonly Plane[]): Outline {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  return {
    ring,
    minX: Math.min(...xs),
    minY: Math.min(...ys),
    maxX: Math.max(...xs),
    maxY: Math.max(...ys),
  }
}

function openRing(ring: readonly Plane[]): readonly Plane[] {
  const closed = ring.length > 1 && distanceBetween(at(ring, 0), at(ring, ring.length - 1)) < 1e-9
  return closed ? ring.slice(0, -1) : ring
}

/** Distance of the boxes, which the distance itself cannot be under. */
function boxGap({ minX, minY, maxX, maxY }: Outline, a: Plane, b: Plane): number {
  const dx = Math.max(0, minX - Math.max(a[0], b[0]), Math.min(a[0], b[0]) - maxX)
  const dy = Math.max(0, minY - Math.max(a[1], b[1]), Math.min(a[1], b[1]) - maxY)
  return dx === 0 ? dy : dy === 0 ? dx : Math.hypot(dx, dy)
}

/** Least distance; any distance found under `enough` will do. */
function distanceTo(outline: Outline, a: Plane, b: Plane, enough: number): number {
  if (contains(outline, a) || contains(outline, b)) return 0
  const { ring } = outline
  let least = Infinity
  let before = ring[ring.length - 1]
  for (const vertex of ring) {
    if (before) least = Math.min(least, segmentDistance(a, b, before, vertex))
    if (least === 0 || least < enough) return least
    before = vertex
  }
  return least
}

/** Even-odd, after the box. */
function contains({ ring, minX, minY, maxX, maxY }: Outline, [x, y]: Plane): boolean {
  if (x < minX || x > maxX || y < minY || y > maxY) return false
  let inside = false
  let before = ring[ring.length - 1]
  for (const vertex of ring) {
    if (before && vertex[1] > y !== before[1] > y) {
      const crossing = ((before[0] - vertex[0]) * (y - vertex[1])) / (before[1] - vertex[1]) + vertex[0]
      if (x < crossing) inside = !inside
    }
    before = vertex
  }
  return inside
}

/** Mitred corners on the outside; corners that turn inwards are never on a shortest way round. */
function pushedCorners(ring: readonly Plane[], clearance: number): readonly Plane[] {
  const turn = Math.sign(signedAreaOf(ring))
  return ring.flatMap((vertex, i) => {
    const back = directionOf(at(ring, (i + ring.length - 1) % ring.length), vertex)
    const on = directionOf(vertex, at(ring, (i + 1) % ring.length))
    if (!back || !on || (back[0] * on[1] - back[1] * on[0]) * turn <= 1e-9) return []
    // Sum of both outward normals, scaled so that each side keeps the clearance; a spike is cut at four times that.
    const normal: Plane = [turn * (back[1] + on[1]), -turn * (back[0] + on[0])]
    const scale = Math.min(clearance / Math.max(1e-9, 1 + back[0] * on[0] + back[1] * on[1]), 4 * clearance)
    return [[vertex[0] + normal[0] * scale, vertex[1] + normal[1] * scale] as const]
  })
}
