import Flatbush from 'flatbush'
import { at, directionOf, distanceBetween, isInside, segmentDistance } from './plane-geometry.ts'
import type { Plane } from './projection.ts'

/** Outlines that a line must keep away from. */
export interface Obstacles {
  /** Least distance of a segment from an obstacle, m; 0 where it enters or lies inside. */
  distance(obstacle: number, a: Plane, b: Plane): number
  /** Obstacles whose boxes come within `reach` m of the segment's box. */
  near(a: Plane, b: Plane, reach: number): readonly number[]
  /** Corners of an obstacle, pushed outwards so that a line round them keeps `clearance` m. */
  corners(obstacle: number, clearance: number): readonly Plane[]
}

export function indexObstacles(rings: readonly (readonly Plane[])[]): Obstacles {
  const outlines = rings.map(openRing).filter((ring) => ring.length >= 3)
  const tree = outlines.length > 0 ? new Flatbush(outlines.length) : null
  for (const ring of outlines) {
    const xs = ring.map(([x]) => x)
    const ys = ring.map(([, y]) => y)
    tree?.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
  }
  tree?.finish()
  return {
    distance: (obstacle, a, b) => ringDistance(outlines[obstacle] ?? [], a, b),
    near: (a, b, reach) =>
      tree?.search(
        Math.min(a[0], b[0]) - reach,
        Math.min(a[1], b[1]) - reach,
        Math.max(a[0], b[0]) + reach,
        Math.max(a[1], b[1]) + reach,
      ) ?? [],
    corners: (obstacle, clearance) => pushedCorners(outlines[obstacle] ?? [], clearance),
  }
}

function openRing(ring: readonly Plane[]): readonly Plane[] {
  const closed = ring.length > 1 && distanceBetween(at(ring, 0), at(ring, ring.length - 1)) < 1e-9
  return closed ? ring.slice(0, -1) : ring
}

function ringDistance(ring: readonly Plane[], a: Plane, b: Plane): number {
  if (isInside([ring], a) || isInside([ring], b)) return 0
  let least = Infinity
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    least = Math.min(least, segmentDistance(a, b, at(ring, j), at(ring, i)))
    if (least === 0) return 0
  }
  return least
}

/** Mitred corners on the outside; corners that turn inwards are never on a shortest way round. */
function pushedCorners(ring: readonly Plane[], clearance: number): readonly Plane[] {
  const turn = Math.sign(signedArea(ring))
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

function signedArea(ring: readonly Plane[]): number {
  const [x0, y0] = at(ring, 0)
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [at(ring, j), at(ring, i)]
    sum += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0)
  }
  return sum
}
