import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import gcoord from 'gcoord'
import type { Feature, Geometry, Position } from 'geojson'
import { PbfReader } from 'pbf'
import { expect, test } from 'vitest'
import { createTileIndex } from '#server/compute/tile-index.ts'
import { shiftedCover } from '#web/map/base-map/gcj02-tile.ts'
import { shiftVectorTile } from '#web/map/base-map/gcj02-vector-tile.ts'

/** Units across an answered tile; MapLibre draws it 512 px wide. */
const EXTENT = 8192
const UNITS_PER_PIXEL = EXTENT / 512

type Pair = [lng: number, lat: number]

/** A tile over China and a place well inside it. */
const place = fc
  .record({
    lng: fc.double({ min: 80, max: 128, noNaN: true }),
    lat: fc.double({ min: 20, max: 50, noNaN: true }),
    zoom: fc.integer({ min: 11, max: 16 }),
    right: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
    down: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  })
  .map(({ lng, lat, zoom, right, down }) => {
    const sine = Math.sin((lat * Math.PI) / 180)
    const column = Math.floor(((lng + 180) / 360) * 2 ** zoom)
    const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom)
    return { zoom, column, row, right, down }
  })

/** Where a place of the tile, as parts of its edge, is on earth. */
function positionIn({ zoom, column, row }: Tile, right: number, down: number): Pair {
  const tiles = 2 ** zoom
  return [
    ((column + right) / tiles) * 360 - 180,
    (Math.atan(Math.sinh(Math.PI * (1 - (2 * (row + down)) / tiles))) * 180) / Math.PI,
  ]
}

interface Tile {
  readonly zoom: number
  readonly column: number
  readonly row: number
}

/** What a server of GCJ-02 maps would hand out for a feature that truly lies there, shifted back. */
function roundTrip(tile: Tile, geometry: Geometry) {
  const shifted = gcoord.transform(structuredClone(geometry) as never, gcoord.WGS84, gcoord.GCJ02)
  const feature: Feature = { type: 'Feature', id: 7, geometry: shifted, properties: { name: '文化路' } }
  const index = createTileIndex({ streets: [feature] })
  const { zoom, column, row } = tile
  const cover = shiftedCover(zoom, column, row)
  const pieces = Array.from({ length: cover.columns * cover.rows }, (_, at) => {
    const x = cover.column + (at % cover.columns)
    const y = cover.row + Math.floor(at / cover.columns)
    const bytes = index.tile(zoom, x, y)
    return bytes === null ? [] : [{ column: x, row: y, bytes: bytes.slice().buffer }]
  }).flat()
  const { layers } = new VectorTile(new PbfReader(shiftVectorTile(tile, pieces)))
  const streets = layers['streets']
  return Array.from({ length: streets?.length ?? 0 }, (_, at) => streets?.feature(at)).filter(
    (found) => found !== undefined,
  )
}

test('a point comes once, within a pixel of its true place, with its name', () => {
  fc.assert(
    fc.property(place, ({ right, down, ...tile }) => {
      const found = roundTrip(tile, { type: 'Point', coordinates: positionIn(tile, right, down) })
      expect(found.map(({ properties }) => properties)).toEqual([{ name: '文化路' }])
      const [point] = found[0]?.loadGeometry()[0] ?? []
      const off = Math.hypot(
        (point?.x ?? Number.NaN) - right * EXTENT,
        (point?.y ?? Number.NaN) - down * EXTENT,
      )
      expect(off / UNITS_PER_PIXEL).toBeLessThan(1)
    }),
    { numRuns: 60 },
  )
})

test('what crosses the seams of the fetched tiles is neither lost nor doubled', () => {
  fc.assert(
    fc.property(place, ({ right, down, ...tile }) => {
      // A square through the place, a sixteenth of the tile wide, and the line along its upper edge.
      const half = 1 / 32
      const corner = (x: number, y: number): Position => positionIn(tile, right + x * half, down + y * half)
      const line = [corner(-1, -1), corner(1, -1)]
      const ring = [...line, corner(1, 1), corner(-1, 1), corner(-1, -1)]
      const pieces = roundTrip(tile, { type: 'Polygon', coordinates: [ring] })
      const area = pieces
        .flatMap((piece) => piece.loadGeometry())
        .reduce((sum, part) => sum + areaOf(part), 0)
      expect(Math.abs(area)).toBeGreaterThan((EXTENT / 16) ** 2 * 0.98)
      expect(Math.abs(area)).toBeLessThan((EXTENT / 16) ** 2 * 1.02)

      const parts = roundTrip(tile, { type: 'LineString', coordinates: line })
      const length = parts
        .flatMap((part) => part.loadGeometry())
        .reduce((sum, part) => sum + lengthOf(part), 0)
      expect(length).toBeGreaterThan((EXTENT / 16) * 0.98)
      expect(length).toBeLessThan((EXTENT / 16) * 1.02)
    }),
    { numRuns: 60 },
  )
})

test('a whole street map across the tile leaves no gap at its edges', () => {
  const tile = { zoom: 14, column: 13634, row: 6199 }
  const everywhere = [positionIn(tile, -2, -2), positionIn(tile, 3, -2), positionIn(tile, 3, 3)]
  const ring = [...everywhere, positionIn(tile, -2, 3), positionIn(tile, -2, -2)]
  const found = roundTrip(tile, { type: 'Polygon', coordinates: [ring] })
  const parts = found.flatMap((piece) => piece.loadGeometry())
  const xs = parts.flatMap((part) => part.map(({ x }) => x))
  const ys = parts.flatMap((part) => part.map(({ y }) => y))
  expect([Math.min(...xs), Math.min(...ys)].every((edge) => edge <= 0)).toBe(true)
  expect([Math.max(...xs), Math.max(...ys)].every((edge) => edge >= EXTENT)).toBe(true)
  const area = parts.reduce((sum, part) => sum + areaOf(part), 0)
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)]
  expect(Math.abs(area) / (width * height)).toBeGreaterThan(0.995)
})

test('where the server has no tile the true one is empty', () => {
  const bytes = shiftVectorTile({ zoom: 14, column: 13634, row: 6199 }, [])
  expect(new VectorTile(new PbfReader(bytes)).layers).toEqual({})
})

function areaOf(ring: readonly { x: number; y: number }[]): number {
  return ring.reduce((sum, a, index) => {
    const b = ring[index + 1] ?? a
    return sum + (a.x * b.y - b.x * a.y) / 2
  }, 0)
}

function lengthOf(line: readonly { x: number; y: number }[]): number {
  return line.reduce((sum, a, index) => {
    const b = line[index + 1] ?? a
    return sum + Math.hypot(b.x - a.x, b.y - a.y)
  }, 0)
}
