import { area, destination, length, lineString, polygon } from '@turf/turf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LngLat } from '#core/compound/compound.ts'
import { geodesicDistance, pathLength, ringArea } from '#web/map/measure/geodesic.ts'

/** Anywhere in the district and around it. */
const place = fc
  .tuple(fc.double({ min: 119.2, max: 120.2, noNaN: true }), fc.double({ min: 39.7, max: 40.3, noNaN: true }))
  .map(([lng, lat]): LngLat => [lng, lat])

/** Turf measures on a ball of mean radius: up to 0.34 % beside the ellipsoid at this latitude, areas twice that. */
const BALL = 0.0034

test('a path is as long as Turf says, within what a ball differs from the ellipsoid', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 8 }), (path) => {
      const turf = length(lineString(path.map((point) => [...point])), { units: 'meters' })
      expect(Math.abs(pathLength(path) - turf)).toBeLessThanOrEqual(turf * BALL + 0.001)
    }),
  )
})

test('a ring is as large as Turf says, within the same', () => {
  fc.assert(
    fc.property(
      place,
      fc.array(fc.double({ min: 30, max: 900, noNaN: true }), { minLength: 3, maxLength: 12 }),
      (middle, radii) => {
        const corners = radii.map((radius, index) => {
          const turned = destination([...middle], radius, (360 * index) / radii.length, { units: 'meters' })
          return turned.geometry.coordinates as [number, number]
        })
        const turf = area(polygon([[...corners, corners[0] ?? [0, 0]]]))
        expect(Math.abs(ringArea(corners) - turf)).toBeLessThanOrEqual(turf * BALL * 2)
      },
    ),
  )
})

test('the ellipsoid shows: a degree of latitude and one of longitude differ from the ball in opposite ways', () => {
  const north = geodesicDistance([119.6, 39.5], [119.6, 40.5])
  const east = geodesicDistance([119.1, 40], [120.1, 40])
  // GRS80 at 40° N: 111 035 m and 85 394 m a degree (published tables), Turf's ball 111 195 and 85 180.
  expect(north).toBeCloseTo(111_035, -1)
  expect(east).toBeCloseTo(85_394, -1)
})
