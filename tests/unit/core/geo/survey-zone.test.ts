import { expect, test } from 'vitest'
import { toPlane } from '#core/geo/projection.ts'
import { toSexagesimal, toSurveyZone } from '#core/geo/survey-zone.ts'

test('X is the northing, Y the easting, in the zone the place lies in', () => {
  const place = toSurveyZone([119.6, 39.94])
  const [x, y] = toPlane([119.6, 39.94])
  expect(place).toMatchObject({ zone: 40, meridian: 120, epsg: 4549 })
  expect(place.easting).toBeCloseTo(x, 6)
  expect(place.northing).toBeCloseTo(y, 6)
  // Beijing lies in zone 39, round 117° E.
  expect(toSurveyZone([116.4, 39.9])).toMatchObject({ zone: 39, meridian: 117, epsg: 4548 })
})

test('degrees, minutes and seconds carry over at the sixtieth', () => {
  expect(toSexagesimal(119.5878408)).toBe('119°35′16.2269″')
  expect(toSexagesimal(39.99999999999)).toBe('40°00′00.0000″')
  expect(toSexagesimal(-0.5)).toBe('-0°30′00.0000″')
})
