import { bboxPolygon, booleanIntersects } from '@turf/turf'
import type { Position } from 'geojson'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { geometryTouchesBox } from '#core/geo/box-touch.ts'
import type { PlainGeometry } from '#core/geo/box-touch.ts'

const box = [0, 0, 10, 10] as const

const position: fc.Arbitrary<Position> = fc.tuple(
  fc.integer({ min: -20, max: 30 }),
  fc.integer({ min: -20, max: 30 }),
)

const line: fc.Arbitrary<PlainGeometry> = fc
  .array(position, { minLength: 2, maxLength: 6 })
  .map((coordinates) => ({ type: 'LineString' as const, coordinates }))

const triangle: fc.Arbitrary<PlainGeometry> = fc
  .tuple(position, position, position)
  .filter(([a, b, c]) => {
    const [ax = 0, ay = 0] = a
    const [bx = 0, by = 0] = b
    const [cx = 0, cy = 0] = c
    return (bx - ax) * (cy - ay) !== (by - ay) * (cx - ax)
  })
  .map(([a, b, c]) => ({ type: 'Polygon' as const, coordinates: [[a, b, c, a]] }))

describe('does a geometry touch a box', () => {
  it('as Turf says, of any line and triangle', () => {
    fc.assert(
      fc.property(fc.oneof(line, triangle), (geometry) => {
        expect(geometryTouchesBox(geometry, box)).toBe(booleanIntersects(geometry, bboxPolygon([...box])))
      }),
      { numRuns: 500 },
    )
  })

  it.each<[string, PlainGeometry, boolean]>([
    [
      'a diagonal whose own box covers it',
      {
        type: 'LineString',
        coordinates: [
          [-6, 5],
          [5, 16.5],
        ],
      },
      false,
    ],
    [
      'a line through, no end inside',
      {
        type: 'LineString',
        coordinates: [
          [-5, 5],
          [15, 5],
        ],
      },
      true,
    ],
    [
      'a line along its edge',
      {
        type: 'LineString',
        coordinates: [
          [-5, 10],
          [15, 10],
        ],
      },
      true,
    ],
    ['a point on its corner', { type: 'Point', coordinates: [10, 10] }, true],
    ['a point beside it', { type: 'Point', coordinates: [10.001, 10] }, false],
    ['an area around it', { type: 'Polygon', coordinates: [ring(-5, 15)] }, true],
    ['an area whose hole holds it', { type: 'Polygon', coordinates: [ring(-5, 15), ring(-1, 11)] }, false],
    [
      'the second part of an area',
      { type: 'MultiPolygon', coordinates: [[ring(40, 50)], [ring(9, 20)]] },
      true,
    ],
  ])('%s', (_name, geometry, expected) => {
    expect(geometryTouchesBox(geometry, box)).toBe(expected)
  })
})

function ring(from: number, to: number): Position[] {
  return [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ]
}
