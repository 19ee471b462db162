import { boxesMeet, boxHolds, type Region } from './region.ts'
import { edgesByHeight, edgesOf, type RegionEdges } from './region-edges.ts'

/** A region that many others are tested against. */
export interface RegionTest {
  /** Do both share a point? Touching counts. */
  meets(other: Region): boolean
  /** Does the other lie wholly in this one? It may touch the border from inside. */
  holds(other: Region): boolean
}

type Place = 'inside' | 'border' | 'outside'

/**
 * Prepares a region for testing. Exact where the coordinates' products are (whole numbers below 2²⁶), else to
 * the last digits of a double. A border drawn twice over the same line still counts as a border.
 */
export function testAgainst(region: Region): RegionTest {
  const edges = edgesByHeight(region)
  return {
    meets: (other) => boxesMeet(region.box, other.box) && meets(region, edges, other),
    holds: (other) =>
      other.rings.length > 0 && boxHolds(region.box, other.box) && holds(region, edges, other),
  }
}

function meets(region: Region, edges: RegionEdges, other: Region): boolean {
  const [x = 0, y = 0] = other.rings[0] ?? []
  if (other.rings.length === 0) return false
  // Most regions are settled by one corner: in, or with no border of this region anywhere near.
  if (placeIn(region, edges, x, y) !== 'outside') return true
  if (!edges.some(other.box, () => true)) return false
  const sides = edgesOf(other.rings)
  for (let i = 0; i < sides.length; i += 4) {
    const [px, py, qx, qy] = side(sides, i)
    const box = [Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy)] as const
    if (edges.some(box, (ax, ay, bx, by) => touch(px, py, qx, qy, ax, ay, bx, by))) return true
  }
  // The borders stay apart: each ring is wholly in the other region or wholly outside it.
  if (other.rings.some(([x = 0, y = 0]) => placeIn(region, edges, x, y) !== 'outside')) return true
  const others = edgesByHeight(other)
  return region.rings.some(([x = 0, y = 0]) => placeIn(other, others, x, y) !== 'outside')
}

function holds(region: Region, edges: RegionEdges, other: Region): boolean {
  const [x = 0, y = 0] = other.rings[0] ?? []
  if (placeIn(region, edges, x, y) === 'outside') return false
  if (!edges.some(other.box, () => true)) return true
  const sides = edgesOf(other.rings)
  for (let i = 0; i < sides.length; i += 4) {
    const [px, py, qx, qy] = side(sides, i)
    const leaves = piecesOf(edges, px, py, qx, qy).some(
      ([x, y]) => placeIn(region, edges, x, y) === 'outside',
    )
    if (leaves) return false
  }
  // A border of this region inside the other has a gap (a hole, a notch) beside it.
  const others = edgesByHeight(other)
  return !edges.some(other.box, (ax, ay, bx, by) =>
    piecesOf(others, ax, ay, bx, by).some(([x, y]) => placeIn(other, others, x, y) === 'inside'),
  )
}

/** Even-odd, with the border told apart. */
function placeIn(region: Region, edges: RegionEdges, x: number, y: number): Place {
  let inside = false
  const onBorder = edges.some([x, y, region.box[2], y], (ax, ay, bx, by) => {
    const turn = orientation(ax, ay, bx, by, x, y)
    if (turn === 0 && between(ax, bx, x) && between(ay, by, y)) return true
    if (ay > y !== by > y && turn > 0 === by > ay) inside = !inside
    return false
  })
  if (onBorder) return 'border'
  return inside ? 'inside' : 'outside'
}

/** Middles of the pieces into which the sides of a region cut a segment. */
function piecesOf(edges: RegionEdges, px: number, py: number, qx: number, qy: number): [number, number][] {
  const cuts: number[] = [0, 1]
  const box = [Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy)] as const
  edges.some(box, (ax, ay, bx, by) => {
    const fromP = orientation(ax, ay, bx, by, px, py)
    const fromQ = orientation(ax, ay, bx, by, qx, qy)
    if (fromP === 0 && fromQ === 0) {
      cuts.push(share(px, py, qx, qy, ax, ay), share(px, py, qx, qy, bx, by))
    } else if (touch(px, py, qx, qy, ax, ay, bx, by)) cuts.push(fromP / (fromP - fromQ))
    return false
  })
  const sorted = cuts.filter((cut) => cut >= 0 && cut <= 1).sort((a, b) => a - b)
  return sorted.slice(1).flatMap((cut, index): [number, number][] => {
    const before = sorted[index] ?? 0
    const middle = (before + cut) / 2
    return cut === before ? [] : [[px + middle * (qx - px), py + middle * (qy - py)]]
  })
}

/** Do two segments share a point? */
function touch(
  px: number,
  py: number,
  qx: number,
  qy: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  const p = orientation(ax, ay, bx, by, px, py)
  const q = orientation(ax, ay, bx, by, qx, qy)
  if ((p > 0 && q > 0) || (p < 0 && q < 0)) return false
  const a = orientation(px, py, qx, qy, ax, ay)
  const b = orientation(px, py, qx, qy, bx, by)
  if ((a > 0 && b > 0) || (a < 0 && b < 0)) return false
  if (p !== 0 || q !== 0 || a !== 0 || b !== 0) return true
  // All on one line: they meet where their extents do.
  return (
    Math.max(ax, bx) >= Math.min(px, qx) &&
    Math.min(ax, bx) <= Math.max(px, qx) &&
    Math.max(ay, by) >= Math.min(py, qy) &&
    Math.min(ay, by) <= Math.max(py, qy)
  )
}

/** Twice the area of a triangle: positive to the left of a→b, 0 on the line. */
function orientation(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax)
}

function between(a: number, b: number, value: number): boolean {
  return value >= Math.min(a, b) && value <= Math.max(a, b)
}

/** Where a point of the line p→q lies on it: 0 at p, 1 at q. */
function share(px: number, py: number, qx: number, qy: number, x: number, y: number): number {
  return Math.abs(qx - px) > Math.abs(qy - py) ? (x - px) / (qx - px) : (y - py) / (qy - py)
}

function side(sides: Float64Array, at: number): [number, number, number, number] {
  return [sides[at] ?? 0, sides[at + 1] ?? 0, sides[at + 2] ?? 0, sides[at + 3] ?? 0]
}
