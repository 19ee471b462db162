import fc from 'fast-check'
import type { Polygon, Position } from 'geojson'
import { expect, test } from 'vitest'
import { isInside } from '#core/geo/plane-geometry.ts'
import type { Plane } from '#core/geo/projection.ts'
import { anchorOf } from '#server/store/anchor.ts'

function holds(area: Polygon): boolean {
  const rings = area.coordinates.map((ring) => ring.map(([x = 0, y = 0]: Position): Plane => [x, y]))
  return isInside(rings, anchorOf(area))
}

test('the anchor of an L and of a ring lies inside, where the centroid would not', () => {
  const ell = [
    [0, 0],
    [10, 0],
    [10, 1],
    [1, 1],
    [1, 10],
    [0, 10],
    [0, 0],
  ]
  const outer = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ]
  const hole = [
    [1, 1],
    [9, 1],
    [9, 9],
    [1, 9],
    [1, 1],
  ]
  expect(holds({ type: 'Polygon', coordinates: [ell] })).toBe(true)
  expect(holds({ type: 'Polygon', coordinates: [outer, hole] })).toBe(true)
})

test('the anchor of any star-shaped area lies inside it', () => {
  const radii = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 })
  fc.assert(
    fc.property(radii, (lengths) => {
      const corners = lengths.map((radius, index) => {
        const angle = (2 * Math.PI * index) / lengths.length
        return [119.6 + radius * Math.cos(angle), 39.9 + radius * Math.sin(angle)]
      })
      return holds({ type: 'Polygon', coordinates: [[...corners, corners[0] ?? []]] })
    }),
  )
})
