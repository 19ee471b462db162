import type { Geometry } from 'geojson'

type Nested = number[] | Nested[]

const TYPES: Readonly<Record<string, readonly [type: Geometry['type'], depth: number]>> = {
  POINT: ['Point', 0],
  LINESTRING: ['LineString', 1],
  POLYGON: ['Polygon', 2],
  MULTILINESTRING: ['MultiLineString', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
}

/** Reads well-known text (OGC 06-103r4 7); null for what is none. Heights are read and kept with the position. */
export function readWellKnownText(text: string): Geometry | null {
  const match = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*(?:ZM|Z|M)?\s*(\(.*\))\s*$/is.exec(text)
  const known = TYPES[match?.[1]?.toUpperCase() ?? '']
  const body = match?.[2]
  if (known === undefined || body === undefined) return null
  const [type, depth] = known
  // `1 2, 3 4` within the innermost brackets becomes a list of lists: the rest is JSON already.
  const json = body
    .replace(/\(/g, '[')
    .replace(/\)/g, ']')
    .replace(/\[([^[\]]+)\]/g, (_, inner: string) => `[${inner.split(',').map(positionText).join(',')}]`)
  const nested = parse(json)
  if (nested === null) return null
  const coordinates = depth === 0 ? nested[0] : nested
  return coordinates === undefined ? null : ({ type, coordinates } as Geometry)
}

function positionText(position: string): string {
  return `[${position.trim().split(/\s+/).join(',')}]`
}

function parse(json: string): Nested[] | null {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? (value as Nested[]) : null
  } catch {
    return null
  }
}
