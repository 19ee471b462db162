import type { Position } from 'geojson'
import type { PlainGeometry } from '#core/geo/box-touch.ts'

/** Shape types of the ESRI white paper (1998). */
const TYPES = { Point: 1, LineString: 3, MultiPolygon: 5, Polygon: 5 } as const

export type ShapeKind = keyof typeof TYPES

const FILE_CODE = 9994
const VERSION = 1000
const HEADER_BYTES = 100
const RECORD_HEADER_BYTES = 8

/** The .shp and its index .shx. */
export function shapeFiles(
  kind: ShapeKind,
  geometries: readonly PlainGeometry[],
): { readonly shp: Uint8Array; readonly shx: Uint8Array } {
  const contents = geometries.map((geometry) =>
    kind === 'Point' ? pointRecord(geometry) : partsRecord(kind, geometry),
  )
  const size = contents.reduce((sum, content) => sum + RECORD_HEADER_BYTES + content.length, HEADER_BYTES)
  const shp = new Uint8Array(size)
  const shx = new Uint8Array(HEADER_BYTES + RECORD_HEADER_BYTES * contents.length)
  const box = boxAround(geometries.flatMap(positionsOf))
  writeHeader(shp, kind, box)
  writeHeader(shx, kind, box)
  const main = new DataView(shp.buffer)
  const index = new DataView(shx.buffer)
  let at = HEADER_BYTES
  contents.forEach((content, number) => {
    // Lengths and offsets count 16-bit words.
    main.setInt32(at, number + 1)
    main.setInt32(at + 4, content.length / 2)
    index.setInt32(HEADER_BYTES + 8 * number, at / 2)
    index.setInt32(HEADER_BYTES + 8 * number + 4, content.length / 2)
    shp.set(content, at + RECORD_HEADER_BYTES)
    at += RECORD_HEADER_BYTES + content.length
  })
  return { shp, shx }
}

function pointRecord(geometry: PlainGeometry): Uint8Array {
  const [x = 0, y = 0] = positionsOf(geometry)[0] ?? []
  const view = new DataView(new ArrayBuffer(20))
  view.setInt32(0, TYPES.Point, true)
  view.setFloat64(4, x, true)
  view.setFloat64(12, y, true)
  return new Uint8Array(view.buffer)
}

function partsRecord(kind: ShapeKind, geometry: PlainGeometry): Uint8Array {
  const parts = partsOf(geometry)
  const count = parts.reduce((sum, part) => sum + part.length, 0)
  const view = new DataView(new ArrayBuffer(44 + 4 * parts.length + 16 * count))
  view.setInt32(0, TYPES[kind], true)
  boxAround(parts.flat()).forEach((value, at) => view.setFloat64(4 + 8 * at, value, true))
  view.setInt32(36, parts.length, true)
  view.setInt32(40, count, true)
  let start = 0
  let at = 44 + 4 * parts.length
  parts.forEach((part, number) => {
    view.setInt32(44 + 4 * number, start, true)
    start += part.length
    for (const [x = 0, y = 0] of part) {
      view.setFloat64(at, x, true)
      view.setFloat64(at + 8, y, true)
      at += 16
    }
  })
  return new Uint8Array(view.buffer)
}

/** Lines as they are; rings turned as a shapefile wants them, outer ones clockwise and holes against it. */
function partsOf(geometry: PlainGeometry): readonly Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates]
    case 'MultiLineString':
      return geometry.coordinates
    case 'Polygon':
      return geometry.coordinates.map((ring, at) => turned(ring, at === 0))
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.map((ring, at) => turned(ring, at === 0)))
    case 'Point':
      return [[geometry.coordinates]]
    case 'MultiPoint':
      return [geometry.coordinates]
  }
}

function turned(ring: Position[], clockwise: boolean): Position[] {
  return isClockwise(ring) === clockwise ? ring : [...ring].reverse()
}

function isClockwise(ring: readonly Position[]): boolean {
  const [originX = 0, originY = 0] = ring[0] ?? []
  let twice = 0
  let before: Position | null = null
  for (const position of ring) {
    if (before !== null) {
      // From the first corner, so that coordinates of millions of metres leave digits for the area.
      const [ax, ay] = [(before[0] ?? 0) - originX, (before[1] ?? 0) - originY]
      const [bx, by] = [(position[0] ?? 0) - originX, (position[1] ?? 0) - originY]
      twice += ax * by - bx * ay
    }
    before = position
  }
  return twice < 0
}

function positionsOf(geometry: PlainGeometry): Position[] {
  return partsOf(geometry).flat()
}

function boxAround(positions: readonly Position[]): readonly [number, number, number, number] {
  if (positions.length === 0) return [0, 0, 0, 0]
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x = 0, y = 0] of positions) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

function writeHeader(bytes: Uint8Array, kind: ShapeKind, box: readonly number[]): void {
  const view = new DataView(bytes.buffer)
  view.setInt32(0, FILE_CODE)
  view.setInt32(24, bytes.length / 2)
  view.setInt32(28, VERSION, true)
  view.setInt32(32, TYPES[kind], true)
  box.forEach((value, at) => view.setFloat64(36 + 8 * at, value, true))
}
