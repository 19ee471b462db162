import type { Plane } from './projection.ts'

/** The point of a polyline nearest to a position. */
export interface Foot {
  readonly position: Plane
  /** m from the position to the foot. */
  readonly distance: number
  /** m along the polyline. */
  readonly station: number
  /** Index of the segment the foot lies on. */
  readonly segment: number
}

/** Distance in m between two plane positions. */
export function distanceBetween(a: Plane, b: Plane): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1])
}

/** Drawn length of a polyline, m. */
export function lengthOf(line: readonly Plane[]): number {
  let total = 0
  for (let i = 1; i < line.length; i++) total += distanceBetween(at(line, i - 1), at(line, i))
  return total
}

/** Nearest point of a polyline to a position; exact. The line has at least one vertex. */
export function footOn(line: readonly Plane[], position: Plane): Foot {
  let best: Foot = {
    position: at(line, 0),
    distance: distanceBetween(at(line, 0), position),
    station: 0,
    segment: 0,
  }
  let walked = 0
  for (let i = 1; i < line.length; i++) {
    const a = at(line, i - 1)
    const b = at(line, i)
    const length = distanceBetween(a, b)
    const share = shareAlong(a, b, position)
    const foot: Plane = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
    const distance = distanceBetween(foot, position)
    if (distance < best.distance) {
      best = { position: foot, distance, station: walked + share * length, segment: i - 1 }
    }
    walked += length
  }
  return best
}

/** The position `station` m along a polyline and the segment it lies on; clamped to the ends. */
export function positionAt(line: readonly Plane[], station: number): { position: Plane; segment: number } {
  let left = station
  for (let i = 1; i < line.length; i++) {
    const a = at(line, i - 1)
    const b = at(line, i)
    const length = distanceBetween(a, b)
    if (left <= length || i === line.length - 1) {
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, left / length))
      return { position: [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])], segment: i - 1 }
    }
    left -= length
  }
  return { position: at(line, 0), segment: 0 }
}

/** Unit vector from one position to another; null where they coincide. */
export function directionOf(from: Plane, to: Plane): Plane | null {
  const length = distanceBetween(from, to)
  return length < 1e-9 ? null : [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

/** Is the position inside the rings (even-odd, so that holes count)? */
export function isInside(rings: readonly (readonly Plane[])[], [x, y]: Plane): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = at(ring, i)
      const b = at(ring, j)
      if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
    }
  }
  return inside
}

/** Area of the rings in m², the first ring less the others. */
export function areaOf(rings: readonly (readonly Plane[])[]): number {
  return rings.reduce((sum, ring, index) => sum + (index === 0 ? 1 : -1) * Math.abs(signedAreaOf(ring)), 0)
}

/** Least distance between two segments, m; 0 where they cross. */
export function segmentDistance(a: Plane, b: Plane, c: Plane, d: Plane): number {
  if (cross(a, b, c, d)) return 0
  return Math.sqrt(
    Math.min(
      squareToSegment(a, c, d),
      squareToSegment(b, c, d),
      squareToSegment(c, a, b),
      squareToSegment(d, a, b),
    ),
  )
}

/** Vertex of a line by index; throws where there is none, which is a bug of the caller. */
export function at(line: readonly Plane[], index: number): Plane {
  const vertex = line[index]
  if (!vertex) throw new RangeError(`no vertex ${index} in a line of ${line.length}`)
  return vertex
}

/** Square of the distance from a position to a segment, m². */
function squareToSegment(p: Plane, a: Plane, b: Plane): number {
  const share = shareAlong(a, b, p)
  const dx = a[0] + share * (b[0] - a[0]) - p[0]
  const dy = a[1] + share * (b[1] - a[1]) - p[1]
  return dx * dx + dy * dy
}

function shareAlong(a: Plane, b: Plane, p: Plane): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const square = dx * dx + dy * dy
  if (square === 0) return 0
  return Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square))
}

function cross(a: Plane, b: Plane, c: Plane, d: Plane): boolean {
  return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0
}

/** Over 0 where `r` lies to the left of the line from `p` to `q`. Called millions of times: no closure. */
function sideOf(p: Plane, q: Plane, r: Plane): number {
  return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
}

/** Area of a ring, over 0 where it turns to the left, m². */
export function signedAreaOf(ring: readonly Plane[]): number {
  const [originX, originY] = ring[0] ?? [0, 0]
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = at(ring, j)
    const b = at(ring, i)
    sum += (a[0] - originX) * (b[1] - originY) - (b[0] - originX) * (a[1] - originY)
  }
  return sum / 2
}
