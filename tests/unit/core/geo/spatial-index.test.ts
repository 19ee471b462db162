import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOf, footOn, isInside, lengthOf, positionAt, segmentDistance } from '#core/geo/plane-geometry.ts'
import { indexLines } from '#core/geo/spatial-index.ts'
import type { Plane } from '#core/geo/projection.ts'
import { seeded } from '#tests/builders/random-town.ts'

const coordinate = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((mm) => mm / 1000)
const position = fc.tuple(coordinate, coordinate)
const line = fc.array(position, { minLength: 1, maxLength: 4 })

describe('an index of lines', () => {
  it('answers the exactly nearest and everything in a radius, as an exhaustive scan does', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), position, (lines, from) => {
        const index = indexLines([...lines.keys()], (i) => lines[i] ?? [])
        const distances = lines.map((one) => footOn(one, from).distance)
        expect(index.nearest(from)?.distance).toBe(Math.min(...distances))
        const radius = 400
        const found = index.within(from, radius).map(({ item }) => item)
        const expected = [...distances.keys()].filter((i) => (distances[i] ?? Infinity) <= radius)
        expect([...found].sort((a, b) => a - b)).toEqual(expected)
        expect(index.within(from, radius).map(({ distance }) => distance)).toEqual(
          expected.map((i) => distances[i] ?? NaN).sort((a, b) => a - b),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('finds the same among thousands, one of which lies far away by mistake', () => {
    const random = seeded(5)
    const lines = Array.from({ length: 5000 }, (_, i): Plane[] => {
      const [x, y] = i === 77 ? [4_400_000, 400_000] : [random() * 3000, 4_400_000 + random() * 3000]
      return [
        [x, y],
        [x + random() * 60 - 30, y + random() * 60 - 30],
      ]
    })
    const index = indexLines([...lines.keys()], (i) => lines[i] ?? [])
    for (let question = 0; question < 50; question++) {
      const from: Plane = [random() * 4000 - 500, 4_400_000 + random() * 4000 - 500]
      const distances = lines.map((one) => footOn(one, from).distance)
      expect(index.nearest(from)?.distance).toBe(Math.min(...distances))
      expect(index.within(from, 120)).toHaveLength(distances.filter((m) => m <= 120).length)
    }
  })

  it('of lines equally near takes the first', () => {
    const twin: Plane[] = [
      [0, 0],
      [10, 0],
    ]
    expect(indexLines([3, 1, 2], () => twin).nearest([5, 5])?.item).toBe(3)
  })

  it('is empty where there is nothing', () => {
    const index = indexLines([], () => [])
    expect(index.nearest([0, 0])).toBeNull()
    expect(index.within([0, 0], 10)).toEqual([])
  })
})

describe('plane geometry', () => {
  const bent: readonly Plane[] = [
    [0, 0],
    [10, 0],
    [10, 10],
  ]

  it('finds feet and stations along a bent line', () => {
    expect(footOn(bent, [4, 3])).toEqual({ position: [4, 0], distance: 3, station: 4, segment: 0 })
    expect(footOn(bent, [12, 5])).toMatchObject({ position: [10, 5], distance: 2, station: 15, segment: 1 })
    expect(positionAt(bent, 15)).toEqual({ position: [10, 5], segment: 1 })
    expect(positionAt(bent, 99)).toEqual({ position: [10, 10], segment: 1 })
    expect(lengthOf(bent)).toBe(20)
  })

  it('measures areas with holes and tells inside from outside', () => {
    const ring = (low: number, high: number): Plane[] => [
      [low, low],
      [high, low],
      [high, high],
      [low, high],
    ]
    expect(areaOf([ring(0, 10), ring(4, 6)])).toBe(96)
    expect(isInside([ring(0, 10), ring(4, 6)], [5, 5])).toBe(false)
    expect(isInside([ring(0, 10), ring(4, 6)], [2, 5])).toBe(true)
    expect(isInside([ring(0, 10)], [11, 5])).toBe(false)
  })

  it('measures between segments, 0 where they cross', () => {
    expect(segmentDistance([0, 0], [10, 0], [5, -5], [5, 5])).toBe(0)
    expect(segmentDistance([0, 0], [10, 0], [5, 3], [5, 9])).toBe(3)
  })
})
