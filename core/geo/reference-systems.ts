import type { Position } from 'geojson'
import type { PlainGeometry } from './box-touch.ts'
import { toLngLat, toPlane } from './projection.ts'

/** Systems in which the service hands coordinates out. */
export const OUTPUT_SYSTEMS = ['CRS84', 'EPSG:4490', 'EPSG:4549', 'EPSG:4528'] as const

export type OutputSystem = (typeof OUTPUT_SYSTEMS)[number]

/** Metres that a zone prefix adds: 40 is 3-degree zone 40, central meridian 120° E. */
const ZONE_40 = 40_000_000

/** 0.1 mm, and about the same in degrees: beyond it are digits that nobody has measured. */
const PLANE_DIGITS = 4
const DEGREE_DIGITS = 9

/** Metres instead of degrees? */
export function isPlaneSystem(system: OutputSystem): boolean {
  return system === 'EPSG:4549' || system === 'EPSG:4528'
}

/**
 * A position in another system, easting (longitude) first.
 * @param position longitude and latitude, CGCS2000; a height stays as it is
 */
export function toSystem(system: OutputSystem, position: Position): Position {
  const [longitude = 0, latitude = 0, ...height] = position
  if (!isPlaneSystem(system)) {
    return [round(longitude, DEGREE_DIGITS), round(latitude, DEGREE_DIGITS), ...height]
  }
  const [x, y] = toPlane([longitude, latitude])
  return [round(x + prefixOf(system), PLANE_DIGITS), round(y, PLANE_DIGITS), ...height]
}

/** Back to longitude and latitude. */
export function fromSystem(system: OutputSystem, [x = 0, y = 0, ...height]: Position): Position {
  if (!isPlaneSystem(system)) return [x, y, ...height]
  return [...toLngLat([x - prefixOf(system), y]), ...height]
}

/** A whole geometry, position by position. */
export function mapPositions<Shape extends PlainGeometry>(
  geometry: Shape,
  change: (position: Position) => Position,
): Shape {
  return { ...geometry, coordinates: mapNested(geometry.coordinates, change) }
}

type Nested = Position | Nested[]

function mapNested(coordinates: Nested, change: (position: Position) => Position): Nested {
  return isPosition(coordinates) ? change(coordinates) : coordinates.map((part) => mapNested(part, change))
}

function isPosition(coordinates: Nested): coordinates is Position {
  return typeof coordinates[0] === 'number'
}

function prefixOf(system: OutputSystem): number {
  return system === 'EPSG:4528' ? ZONE_40 : 0
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
