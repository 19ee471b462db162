import fc from 'fast-check'
import gcoord from 'gcoord'
import { expect, test } from 'vitest'
import { shiftedCover, TILE_SIZE, worldPixel } from '#web/map/base-map/gcj02-tile.ts'
import { readShiftedUrl, shiftedUrl } from '#web/map/base-map/shifted-url.ts'

/** Anywhere over the land of China that the offset is published for. */
const place = fc.tuple(
  fc.double({ min: 80, max: 128, noNaN: true }),
  fc.double({ min: 20, max: 50, noNaN: true }),
)

test('what stands at a GCJ-02 place of the fetched tiles lands within a pixel of its true place', () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 8, max: 19 }), (truth, zoom) => {
      const [x, y] = worldPixel(zoom, truth)
      const column = Math.floor(x / TILE_SIZE)
      const row = Math.floor(y / TILE_SIZE)
      const cover = shiftedCover(zoom, column, row)
      const [a, b, c, d, e, f] = cover.transform
      const [shiftedX, shiftedY] = worldPixel(zoom, gcoord.transform([...truth], gcoord.WGS84, gcoord.GCJ02))
      const inMosaic = [shiftedX - cover.column * TILE_SIZE, shiftedY - cover.row * TILE_SIZE] as const
      const drawn = [a * inMosaic[0] + c * inMosaic[1] + e, b * inMosaic[0] + d * inMosaic[1] + f] as const
      expect(Math.hypot(drawn[0] - (x - column * TILE_SIZE), drawn[1] - (y - row * TILE_SIZE))).toBeLessThan(
        1,
      )
      // The mosaic holds it: nothing of the true tile stays empty.
      expect(inMosaic[0]).toBeGreaterThanOrEqual(-0.01)
      expect(inMosaic[0]).toBeLessThanOrEqual(cover.columns * TILE_SIZE + 0.01)
      expect(inMosaic[1]).toBeGreaterThanOrEqual(-0.01)
      expect(inMosaic[1]).toBeLessThanOrEqual(cover.rows * TILE_SIZE + 0.01)
    }),
  )
})

test('without the shift the same place would be hundreds of metres off', () => {
  const truth: [number, number] = [119.6, 39.94]
  const [x, y] = worldPixel(16, truth)
  const [shiftedX, shiftedY] = worldPixel(16, gcoord.transform(truth, gcoord.WGS84, gcoord.GCJ02))
  expect(Math.hypot(x - shiftedX, y - shiftedY)).toBeGreaterThan(100)
})

test('outside China the tiles are the true ones', () => {
  const cover = shiftedCover(10, 511, 340)
  expect(cover).toMatchObject({ column: 511, row: 340 })
  cover.transform.forEach((part, index) =>
    expect(part).toBeCloseTo([1, 0, 0, 1, 0, 0][index] ?? Number.NaN, 6),
  )
})

test('a tile address travels inside the shifted one and comes out as it was', () => {
  const template = 'https://a.example/t?x={x}&y={y}&z={z}&key=k%26y/%'
  const url = shiftedUrl('raster', template)
    .replace('{z}', '16')
    .replace('{x}', '54542')
    .replace('{y}', '24800')
  expect(readShiftedUrl(url)).toEqual({ kind: 'raster', template, zoom: 16, column: 54542, row: 24800 })
})
