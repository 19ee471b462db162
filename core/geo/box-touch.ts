import type { Geometry, Position } from 'geojson'
import type { Box } from './region.ts'

/** A geometry with coordinates of its own. */
export type PlainGeometry = Exclude<Geometry, { type: 'GeometryCollection' }>

/**
 * Does any point of the geometry lie in the box, its edges included? Exact, unlike a comparison of boxes: a diagonal
 * line may pass a box by that its own box covers. Linear in the vertices.
 */
export function geometryTouchesBox(geometry: PlainGeometry, box: Box): boolean {
  switch (geometry.type) {
    case 'Point':
      return holds(box, geometry.coordinates)
    case 'MultiPoint':
      return geometry.coordinates.some((position) => holds(box, position))
    case 'LineString':
      return lineTouches(geometry.coordinates, box)
    case 'MultiLineString':
      return geometry.coordinates.some((line) => lineTouches(line, box))
    case 'Polygon':
      return areaTouches(geometry.coordinates, box)
    case 'MultiPolygon':
      return geometry.coordinates.some((rings) => areaTouches(rings, box))
  }
}

function areaTouches(rings: readonly Position[][], box: Box): boolean {
  if (rings.some((ring) => lineTouches(ring, box))) return true
  // No edge in the box: it lies wholly inside the area, in a hole of it, or outside.
  return isInside(rings, box[0], box[1])
}

function lineTouches(line: readonly Position[], box: Box): boolean {
  let previous: Position | null = null
  for (const position of line) {
    if (holds(box, position)) return true
    if (previous !== null && segmentTouches(previous, position, box)) return true
    previous = position
  }
  return false
}

/** Liang-Barsky: the share of the segment between each pair of the box's sides must not be empty. */
function segmentTouches(from: Position, to: Position, [west, south, east, north]: Box): boolean {
  const [x = 0, y = 0] = from
  const dx = (to[0] ?? 0) - x
  const dy = (to[1] ?? 0) - y
  let enter = 0
  let leave = 1
  const sides = [
    [-dx, x - west],
    [dx, east - x],
    [-dy, y - south],
    [dy, north - y],
  ] as const
  for (const [step, room] of sides) {
    if (step === 0) {
      if (room < 0) return false
      continue
    }
    const share = room / step
    if (step < 0) enter = Math.max(enter, share)
    else leave = Math.min(leave, share)
    if (enter > leave) return false
  }
  return true
}

function holds([west, south, east, north]: Box, [x = 0, y = 0]: Position): boolean {
  return x >= west && x <= east && y >= south && y <= north
}

/** Even-odd over all rings, so that holes count. */
function isInside(rings: readonly Position[][], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    let before = ring.at(-1) ?? [0, 0]
    for (const position of ring) {
      const [ax = 0, ay = 0] = before
      const [bx = 0, by = 0] = position
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
      before = position
    }
  }
  return inside
}
