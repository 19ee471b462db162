import type { Position } from 'geojson'
import type { PlainGeometry } from '#core/geo/box-touch.ts'
import { boxOf } from '../box-of.ts'

const LITTLE_ENDIAN = 1

/** GeoPackage 1.3, 2.1.3: little endian, envelope of two axes. */
const FLAGS = 0b0000_0011
const HEADER_BYTES = 40

/** ISO WKB kinds. */
const KINDS = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
} as const

/** A geometry as a GeoPackage keeps it: a header with its box, then WKB. */
export function geopackageGeometry(geometry: PlainGeometry, systemId: number): Uint8Array {
  const bytes: number[] = []
  const writer = wkbWriter(bytes)
  writer.geometry(geometry)
  const all = new Uint8Array(HEADER_BYTES + bytes.length)
  const view = new DataView(all.buffer)
  all.set([0x47, 0x50, 0, FLAGS])
  view.setInt32(4, systemId, true)
  const [west, south, east, north] = boxOf(geometry)
  ;[west, east, south, north].forEach((value, at) => view.setFloat64(8 + 8 * at, value, true))
  all.set(bytes, HEADER_BYTES)
  return all
}

function wkbWriter(bytes: number[]) {
  const scratch = new DataView(new ArrayBuffer(8))
  const integer = (value: number): void => {
    scratch.setUint32(0, value, true)
    for (let at = 0; at < 4; at++) bytes.push(scratch.getUint8(at))
  }
  const position = ([x = 0, y = 0]: Position): void => {
    for (const value of [x, y]) {
      scratch.setFloat64(0, value, true)
      for (let at = 0; at < 8; at++) bytes.push(scratch.getUint8(at))
    }
  }
  const line = (positions: readonly Position[]): void => {
    integer(positions.length)
    positions.forEach(position)
  }
  const geometry = (one: PlainGeometry): void => {
    bytes.push(LITTLE_ENDIAN)
    integer(KINDS[one.type])
    switch (one.type) {
      case 'Point':
        return position(one.coordinates)
      case 'LineString':
        return line(one.coordinates)
      case 'Polygon':
        integer(one.coordinates.length)
        return one.coordinates.forEach(line)
      case 'MultiPoint':
        integer(one.coordinates.length)
        return one.coordinates.forEach((coordinates) => geometry({ type: 'Point', coordinates }))
      case 'MultiLineString':
        integer(one.coordinates.length)
        return one.coordinates.forEach((coordinates) => geometry({ type: 'LineString', coordinates }))
      case 'MultiPolygon':
        integer(one.coordinates.length)
        return one.coordinates.forEach((coordinates) => geometry({ type: 'Polygon', coordinates }))
    }
  }
  return { geometry }
}
