import type { Geometry, Position } from 'geojson'
import type { Box } from './dialect.ts'

/** The box around a geometry, degrees. */
export function boxOf(geometry: Exclude<Geometry, { type: 'GeometryCollection' }>): Box {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  extend(box, geometry.coordinates)
  return box
}

/** The box of a record without a place: off Africa, in nobody's district. */
export const NOWHERE: Box = [0, 0, 0, 0]

/** The columns of a boxed table. */
export function boxRow([west, south, east, north]: Box): {
  west: number
  south: number
  east: number
  north: number
} {
  return { west, south, east, north }
}

type Nested = Position | Nested[]

function extend(box: [number, number, number, number], coordinates: Nested): void {
  const [first, second] = coordinates
  if (typeof first === 'number' && typeof second === 'number') {
    box[0] = Math.min(box[0], first)
    box[1] = Math.min(box[1], second)
    box[2] = Math.max(box[2], first)
    box[3] = Math.max(box[3], second)
    return
  }
  for (const part of coordinates) if (typeof part !== 'number') extend(box, part)
}
