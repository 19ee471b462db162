import { describe, expect, it } from 'vitest'
import { boxInView } from '#web/map/box-in-view.ts'

describe('what a map shows', () => {
  it('is the whole world where it has the size of the world', () => {
    const [west, south, east, north] = boxInView({ lng: 0, lat: 0, zoom: 0 }, { width: 512, height: 512 })
    expect([west, east]).toEqual([-180, 180])
    // The edge of Web Mercator.
    expect(north).toBeCloseTo(85.051129, 5)
    expect(south).toBeCloseTo(-85.051129, 5)
  })

  it('halves with each zoom, and lies round a turned map', () => {
    const size = { width: 800, height: 400 }
    const near = boxInView({ lng: 119.6, lat: 39.93, zoom: 15 }, size)
    const far = boxInView({ lng: 119.6, lat: 39.93, zoom: 14 }, size)
    expect(far[2] - far[0]).toBeCloseTo(2 * (near[2] - near[0]), 9)
    const turned = boxInView({ lng: 119.6, lat: 39.93, zoom: 15, bearing: 90 }, size)
    expect(turned[2] - turned[0]).toBeCloseTo((near[2] - near[0]) / 2, 9)
    expect(turned[3] - turned[1]).toBeGreaterThan(near[3] - near[1])
  })
})
