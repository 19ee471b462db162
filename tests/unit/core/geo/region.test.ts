import { booleanIntersects, difference, featureCollection, polygon } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxAround, regionOf, regionOfRing, type Region } from '#core/geo/region.ts'
import { indexRegions } from '#core/geo/region-index.ts'
import { testAgainst } from '#core/geo/region-test.ts'

type Point = [number, number]

/** A simple polygon with whole-number corners: each one a step further round a middle. */
const star: fc.Arbitrary<Point[]> = fc
  .record({
    x: fc.integer({ min: -30, max: 30 }),
    y: fc.integer({ min: -30, max: 30 }),
    arms: fc.array(fc.integer({ min: 4, max: 40 }), { minLength: 3, maxLength: 12 }),
  })
  .map(({ x, y, arms }) =>
    arms.map((arm, i): Point => {
      const angle = (2 * Math.PI * i) / arms.length
      return [x + Math.round(arm * Math.cos(angle)), y + Math.round(arm * Math.sin(angle))]
    }),
  )
const tangle: fc.Arbitrary<Point[]> = fc.array(
  fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })),
  { minLength: 3, maxLength: 9 },
)

const closed = (ring: Point[]): Point[] => [...ring, ring[0] ?? [0, 0]]
const square = (low: number, high: number): Point[] => [
  [low, low],
  [high, low],
  [high, high],
  [low, high],
]
const regionWith = (...rings: Point[][]): Region =>
  regionOf({ type: 'Polygon', coordinates: rings.map(closed) })

/** Even-odd by counting the crossings of a ray through no corner: points are given off the whole-number lines. */
function covers(ring: Point[], [x, y]: Point): boolean {
  return ring.reduce((inside, [ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [0, 0]
    const crosses = ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax
    return crosses ? !inside : inside
  }, false)
}

/** Points of a lattice that no side with corners on whole numbers below 100 goes through. */
function* lattice(): Generator<Point> {
  for (let x = -40; x < 40; x += 1.7)
    for (let y = -40; y < 40; y += 1.3) yield [x + 0.00271828, y + 0.0031415]
}

describe('a region tested against another', () => {
  it('meets exactly what Turf says intersects', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const expected = booleanIntersects(polygon([closed(a)]), polygon([closed(b)]))
        expect(testAgainst(regionOfRing(a)).meets(regionOfRing(b))).toBe(expected)
        expect(testAgainst(regionOfRing(b)).meets(regionOfRing(a))).toBe(expected)
      }),
      { numRuns: 1500 },
    )
  })

  it('holds exactly what leaves nothing when the region is cut out of it', () => {
    const reach = fc.integer({ min: 1, max: 6 })
    fc.assert(
      fc.property(star, star, reach, (outer, inner, by) => {
        const small = inner.map(([x, y]): Point => [Math.round(x / by), Math.round(y / by)])
        const [region, other] = [regionOfRing(outer), regionOfRing(small)]
        fc.pre(new Set(small.map(String)).size === small.length && areaOf(small) > 0)
        const left = cutOut(small, outer)
        fc.pre(left !== 'gave up')
        expect(testAgainst(region).holds(other)).toBe(left === 'nothing')
      }),
      { numRuns: 1500 },
    )
  })

  it('agrees with a lattice of points where the outline crosses itself', () => {
    const points = [...lattice()]
    fc.assert(
      fc.property(tangle, star, (outline, shape) => {
        const test = testAgainst(regionOfRing(outline))
        const other = regionOfRing(shape)
        const inShape = points.filter((point) => covers(shape, point))
        const inBoth = inShape.filter((point) => covers(outline, point))
        if (inBoth.length > 0) expect(test.meets(other)).toBe(true)
        if (inBoth.length < inShape.length) expect(test.holds(other)).toBe(false)
        if (test.holds(other)) expect(test.meets(other)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('knows holes, touching borders and equal shapes', () => {
    const ring = testAgainst(regionWith(square(0, 10), square(4, 6)))
    expect(ring.meets(regionWith(square(4.5, 5.5)))).toBe(false)
    expect(ring.meets(regionWith(square(4, 6)))).toBe(true)
    expect(ring.holds(regionWith(square(1, 3)))).toBe(true)
    expect(ring.holds(regionWith(square(3, 7)))).toBe(false)
    expect(ring.holds(regionWith(square(0, 10)))).toBe(false)
    const plain = testAgainst(regionWith(square(0, 10)))
    expect(plain.holds(regionWith(square(0, 10)))).toBe(true)
    expect(plain.holds(regionWith(square(0, 11)))).toBe(false)
    expect(plain.meets(regionWith(square(10, 12)))).toBe(true)
    expect(plain.meets(regionWith(square(11, 12)))).toBe(false)
    expect(plain.meets(regionWith(square(-5, 20)))).toBe(true)
  })

  it('takes every part of a compound in several parts', () => {
    const parts = regionOf({
      type: 'MultiPolygon',
      coordinates: [[closed(square(0, 2))], [closed(square(8, 10))]],
    })
    expect(testAgainst(regionWith(square(-1, 3))).meets(parts)).toBe(true)
    expect(testAgainst(regionWith(square(-1, 3))).holds(parts)).toBe(false)
    expect(testAgainst(regionWith(square(-1, 11))).holds(parts)).toBe(true)
    expect(testAgainst(regionWith(square(3, 7))).meets(parts)).toBe(false)
  })

  it('takes nothing by an outline that encloses nothing', () => {
    const line = regionOfRing([
      [0, 0],
      [5, 5],
    ])
    expect(indexRegions([regionWith(square(0, 10))]).taken(line, 'crossing')).toEqual([])
    expect(indexRegions([]).taken(regionWith(square(0, 10)), 'within')).toEqual([])
    expect(boxAround([])).toBeNull()
  })
})

describe('an index of regions', () => {
  it('takes what a scan of all of them takes', () => {
    fc.assert(
      fc.property(fc.array(star, { maxLength: 30 }), tangle, (shapes, outline) => {
        const regions = shapes.map(regionOfRing)
        const region = regionOfRing(outline)
        const index = indexRegions(regions)
        const test = testAgainst(region)
        const all = [...regions.keys()]
        const none = region.rings.length === 0
        const at = (i: number): Region => regions[i] ?? region
        expect(index.taken(region, 'crossing')).toEqual(none ? [] : all.filter((i) => test.meets(at(i))))
        expect(index.taken(region, 'within')).toEqual(none ? [] : all.filter((i) => test.holds(at(i))))
      }),
      { numRuns: 200 },
    )
  })
})

/** Turf's answer; its clipping gives up on a few shapes in a thousand. */
function cutOut(ring: Point[], by: Point[]): 'nothing' | 'something' | 'gave up' {
  try {
    const left = difference(featureCollection([polygon([closed(ring)]), polygon([closed(by)])]))
    return left === null ? 'nothing' : 'something'
  } catch {
    return 'gave up'
  }
}

function areaOf(ring: Point[]): number {
  const doubled = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [0, 0]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(doubled) / 2
}
