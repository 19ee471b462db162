import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { expect, test } from 'vitest'
import { booleanPointInPolygon } from '@turf/turf'
import { anchorOf } from '#server/store/anchor.ts'

test('the anchor of an L and of a ring lies inside, where the centroid would not', () => {
  const ell: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 1],
        [1, 1],
        [1, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  }
  const ring: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [0, 10],
        [0, 0],
      ],
      [
        [1, 1],
        [9, 1],
        [9, 9],
        [1, 9],
        [1, 1],
      ],
    ],
  }
  for (const area of [ell, ring]) expect(booleanPointInPolygon([...anchorOf(area)], area)).toBe(true)
})

test('the anchor of any star-shaped area lies inside it', () => {
  const radii = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 })
  fc.assert(
    fc.property(radii, (lengths) => {
      const corners = lengths.map((radius, index) => {
        const angle = (2 * Math.PI * index) / lengths.length
        return [119.6 + radius * Math.cos(angle), 39.9 + radius * Math.sin(angle)]
      })
      const area: Polygon = { type: 'Polygon', coordinates: [[...corners, corners[0] ?? []]] }
      expect(booleanPointInPolygon([...anchorOf(area)], area)).toBe(true)
    }),
  )
})
