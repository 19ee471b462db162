import type { Geometry, Polygon, Position } from 'geojson'
import { regionOfRing } from '../geo/region.ts'
import { testAgainst } from '../geo/region-test.ts'
import type { ToDegrees } from './coordinate-system.ts'
import type { ImportShape } from './dictionary.ts'

/** Geometry in degrees as records keep it, or what was expected in its place. */
export type ReadGeometry<Shape extends Geometry = Geometry> =
  { readonly geometry: Shape } | { readonly expected: string; readonly value: string }

/** Corners of one outline beyond this many are a raster turned to lines, and nothing that anybody surveyed. */
const MOST_CORNERS = 100_000

const WANTED: Readonly<
  Record<Exclude<ImportShape, null>, readonly [types: readonly string[], words: string]>
> = {
  area: [['Polygon', 'MultiPolygon'], '面(Polygon 或 MultiPolygon)'],
  polygon: [['Polygon', 'MultiPolygon'], '面(Polygon)'],
  point: [['Point', 'MultiPoint'], '点(Point)'],
  line: [['LineString', 'MultiLineString'], '线(LineString)'],
  any: [['Point', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon'], '点、线或面'],
}

/**
 * Turns a geometry into degrees and looks it over: the kind wanted, finite numbers, closed rings, holes inside. A
 * multi-geometry of one part is that part. Heights are dropped: levels stand in columns of their own.
 */
export function readGeometry(
  geometry: Geometry,
  shape: Exclude<ImportShape, null>,
  convert: ToDegrees,
): ReadGeometry {
  const [types, words] = WANTED[shape]
  if (!types.includes(geometry.type) || geometry.type === 'GeometryCollection') {
    return { expected: `图形应为${words}`, value: geometry.type.slice(0, 40) }
  }
  const single = singlePart(geometry)
  if (single === null) return { expected: `图形应只有一个部分的${words}`, value: geometry.type }
  try {
    return { geometry: turn(single, shape, convert) }
  } catch (error) {
    if (error instanceof BadShape) return { expected: error.message, value: error.value }
    throw error
  }

  function singlePart(given: Geometry): Geometry | null {
    if (given.type === 'MultiPoint') return onePart(given.coordinates, 'Point')
    if (given.type === 'MultiLineString') {
      return onePart(given.coordinates, 'LineString') ?? (shape === 'any' ? given : null)
    }
    if (given.type === 'MultiPolygon') {
      return onePart(given.coordinates, 'Polygon') ?? (shape === 'polygon' ? null : given)
    }
    return given
  }
}

/** Caught where it is thrown from: deep inside rings there is nobody to hand a result to. */
class BadShape extends Error {
  constructor(
    expected: string,
    readonly value = '',
  ) {
    super(expected)
  }
}

function onePart(parts: unknown, type: 'Point' | 'LineString' | 'Polygon'): Geometry | null {
  return Array.isArray(parts) && parts.length === 1 ? ({ type, coordinates: parts[0] } as Geometry) : null
}

function turn(geometry: Geometry, shape: Exclude<ImportShape, null>, convert: ToDegrees): Geometry {
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: position(geometry.coordinates, convert) }
    case 'LineString':
      return { type: 'LineString', coordinates: line(geometry.coordinates, convert) }
    case 'MultiLineString':
      return {
        type: 'MultiLineString',
        coordinates: list(geometry.coordinates).map((part) => line(part, convert)),
      }
    case 'Polygon':
      return { type: 'Polygon', coordinates: polygon(geometry.coordinates, convert) }
    case 'MultiPolygon':
      return {
        type: 'MultiPolygon',
        coordinates: list(geometry.coordinates).map((part) => polygon(part, convert)),
      }
    default:
      throw new BadShape(`图形应为${WANTED[shape][1]}`, geometry.type)
  }
}

function polygon(rings: unknown, convert: ToDegrees): Position[][] {
  const read = list(rings).map((ring) => closedRing(ring, convert))
  const [outer, ...holes] = read
  if (outer === undefined) throw new BadShape('面应有外环')
  const test = testAgainst(regionOfRing(outer))
  for (const hole of holes) {
    if (!test.holds(regionOfRing(hole))) throw new BadShape('面的内环(洞)应在外环以内')
  }
  return read
}

function closedRing(ring: unknown, convert: ToDegrees): Position[] {
  const positions = list(ring).map((one) => position(one, convert))
  const [first, last] = [positions[0], positions.at(-1)]
  if (first === undefined || last === undefined) throw new BadShape('环应有顶点')
  if (first[0] !== last[0] || first[1] !== last[1]) positions.push(first)
  const corners = new Set(positions.map(([x, y]) => `${x} ${y}`))
  if (corners.size < 3) throw new BadShape('面的每个环应至少有三个不同的顶点')
  return positions
}

function line(positions: unknown, convert: ToDegrees): Position[] {
  const read = list(positions).map((one) => position(one, convert))
  if (read.length < 2) throw new BadShape('线应至少有两个顶点')
  return read
}

function position(given: unknown, convert: ToDegrees): Position {
  const [x, y]: unknown[] = Array.isArray(given) ? given : []
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw new BadShape('坐标应为两个数', (JSON.stringify(given) ?? '').slice(0, 60))
  }
  const place = convert(x, y)
  if (place === null) throw new BadShape('坐标不在所选坐标系的范围内', `${x}, ${y}`)
  return [...place]
}

function list(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw new BadShape('坐标的层次与图形类型不符')
  if (given.length > MOST_CORNERS) throw new BadShape(`顶点应不超过 ${MOST_CORNERS} 个`, String(given.length))
  return given
}

/** A circle of so many m² about a place: stands in for an outline that nobody has drawn. */
export function circleOf([longitude, latitude]: readonly [number, number], squareMetres: number): Polygon {
  const CORNERS = 16
  const radius = Math.sqrt(Math.max(squareMetres, 1) / Math.PI)
  const perDegree = 111_320
  const ring: Position[] = []
  for (let at = 0; at <= CORNERS; at++) {
    const angle = (2 * Math.PI * (at % CORNERS)) / CORNERS
    const east = (radius * Math.cos(angle)) / (perDegree * Math.cos((latitude * Math.PI) / 180))
    ring.push([longitude + east, latitude + (radius * Math.sin(angle)) / perDegree])
  }
  return { type: 'Polygon', coordinates: [ring] }
}
