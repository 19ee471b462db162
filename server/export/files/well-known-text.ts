import type { Position } from 'geojson'
import type { PlainGeometry } from '#core/geo/box-touch.ts'

/** A geometry as WKT (OGC 06-103r4): what a table can carry. */
export function toWellKnownText(geometry: PlainGeometry): string {
  switch (geometry.type) {
    case 'Point':
      return `POINT (${position(geometry.coordinates)})`
    case 'MultiPoint':
      return `MULTIPOINT (${geometry.coordinates.map((one) => `(${position(one)})`).join(', ')})`
    case 'LineString':
      return `LINESTRING ${line(geometry.coordinates)}`
    case 'MultiLineString':
      return `MULTILINESTRING (${geometry.coordinates.map(line).join(', ')})`
    case 'Polygon':
      return `POLYGON ${rings(geometry.coordinates)}`
    case 'MultiPolygon':
      return `MULTIPOLYGON (${geometry.coordinates.map(rings).join(', ')})`
  }
}

function position(at: Position): string {
  return at.join(' ')
}

function line(positions: readonly Position[]): string {
  return `(${positions.map(position).join(', ')})`
}

function rings(all: readonly Position[][]): string {
  return `(${all.map(line).join(', ')})`
}
