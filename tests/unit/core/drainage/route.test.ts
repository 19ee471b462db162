import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import { createRouter } from '#core/drainage/route.ts'
import { indexObstacles } from '#core/geo/obstacles.ts'
import { at, lengthOf } from '#core/geo/plane-geometry.ts'
import type { Plane } from '#core/geo/projection.ts'
import { aPipe, aSite, aWell, rules } from '#tests/builders/drainage.ts'

/** Ten times as many in `npm run check:deep`. */
const RUNS = Number(process.env['DEEP_RUNS'] ?? 1)

const block = (x: number, y: number, width: number, depth: number): Plane[] => [
  [x, y],
  [x + width, y],
  [x + width, y + depth],
  [x, y + depth],
  [x, y],
]

describe('ways round buildings', () => {
  it('goes straight where nothing is near', () => {
    const { line } = createRouter([block(0, 50, 20, 10)], 3).route([0, 0], [100, 0])
    expect(line).toEqual([
      [0, 0],
      [100, 0],
    ])
  })

  it('goes round the nearer end of a building, at the clearance', () => {
    const { line, reasons } = createRouter([block(40, -5, 20, 40)], 3).route([0, 0], [100, 0])
    expect(reasons).toEqual([])
    expect(line).toHaveLength(4)
    expect(line[1]?.[0]).toBeCloseTo(37, 9)
    expect(line[1]?.[1]).toBeCloseTo(-8, 9)
    expect(line[2]?.[0]).toBeCloseTo(63, 9)
  })

  it('finds no way out of a closed court', () => {
    const court = [
      block(-20, 10, 40, 5),
      block(-20, -15, 40, 5),
      block(-20, -15, 5, 30),
      block(15, -15, 5, 30),
    ]
    expect(createRouter(court, 3).route([0, 0], [100, 0]).reasons).toEqual([{ code: 'NO_ROUTE' }])
  })

  it('keeps an end that stands too near where it is, with a warning', () => {
    const { line, warnings } = createRouter([block(40, 1, 20, 10)], 3).route([50, 0], [50, -40])
    expect(line).toHaveLength(2)
    expect(warnings).toEqual([{ code: 'CLEARANCE_BUILDING', m: 1, least: 3 }])
  })

  it('never comes nearer than the clearance and is never shorter than the straight line', () => {
    const blocks = fc.array(
      fc.tuple(
        fc.integer({ min: 8, max: 80 }),
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 3, max: 15 }),
        fc.integer({ min: 3, max: 25 }),
      ),
      { maxLength: 10 },
    )
    fc.assert(
      fc.property(blocks, (list) => {
        const buildings = list.map(([x, y, width, depth]) => block(x, y, width, depth))
        const { line, reasons } = createRouter(buildings, 3).route([0, 0], [100, 0])
        if (reasons.some(({ code }) => code === 'NO_ROUTE')) return
        const obstacles = indexObstacles(buildings)
        expect(lengthOf(line)).toBeGreaterThanOrEqual(100 - 1e-9)
        for (let i = 1; i < line.length; i++) {
          buildings.forEach((_, k) => {
            const ends = obstacles.distance(k, at(line, line.length - 1), at(line, line.length - 1))
            expect(obstacles.distance(k, at(line, i - 1), at(line, i))).toBeGreaterThan(
              Math.min(3, ends) - 1e-5,
            )
          })
        }
      }),
      { numRuns: 60 * RUNS },
    )
  })

  it('lays the way to one end as well after having looked for others', () => {
    const blocks = fc.array(
      fc.tuple(
        fc.integer({ min: 8, max: 80 }),
        fc.integer({ min: -40, max: 40 }),
        fc.integer({ min: 3, max: 15 }),
        fc.integer({ min: 3, max: 25 }),
      ),
      { minLength: 3, maxLength: 10 },
    )
    const ends = fc.array(fc.tuple(fc.integer({ min: 20, max: 110 }), fc.integer({ min: -60, max: 60 })), {
      minLength: 2,
      maxLength: 6,
    })
    let compared = 0
    fc.assert(
      fc.property(blocks, ends, (list, places) => {
        const buildings = list.map(([x, y, width, depth]) => block(x, y, width, depth))
        const router = createRouter(buildings, 3)
        for (const end of places) {
          const again = router.route([0, 0], end)
          const fresh = createRouter(buildings, 3).route([0, 0], end)
          expect(again.warnings).toEqual(fresh.warnings)
          if (fresh.reasons.some(({ code }) => code === 'NO_ROUTE')) continue
          compared++
          expect(again.reasons.map(({ code }) => code)).not.toContain('NO_ROUTE')
          // Corners are mitred: by the corners of another building a way may cut one a little closer.
          expect(lengthOf(again.line)).toBeLessThanOrEqual(lengthOf(fresh.line) + 2 * 3 * (Math.SQRT2 - 1))
        }
      }),
      { numRuns: 40 * RUNS },
    )
    expect(compared).toBeGreaterThan(20 * RUNS)
  })

  it('answers whether a line keeps clear exactly as its distance does', () => {
    const coordinate = fc.integer({ min: -600, max: 600 }).map((decimetres) => decimetres / 10)
    const place = fc.tuple(coordinate, coordinate)
    const obstacles = indexObstacles([block(-10, -5, 20, 10), block(15, 0, 4, 30)])
    fc.assert(
      fc.property(place, place, fc.constantFrom(-1, 0.05, 0.5, 1.23, 2.999, 7), (a, b, clearance) => {
        for (const k of [0, 1]) {
          expect(obstacles.clears(k, a, b, clearance)).toBe(obstacles.distance(k, a, b) >= clearance)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('makes a connection longer, with a manhole at every bend', () => {
    const wells = [aWell('A', 0, 0), aWell('O', 0, -60, { kind: 'outfall', ground: 9 })] as const
    const input = {
      wells,
      pipes: [aPipe(wells[0], wells[1], 7, 6.8)],
      compounds: [aSite('C', 0, 70)],
      rules,
      returnPeriod: 3,
      together: false,
    }
    const best = (buildings?: Plane[][]) =>
      connectCompounds({ ...input, buildings }).compounds[0]?.connections.find(({ wellId }) => wellId === 'A')
    const round = best([block(-6, 20, 40, 10)])
    expect(round?.route).toHaveLength(4)
    const { pipePerMetre, restorePerMetre, manhole } = rules.prices
    const perMetre = (pipePerMetre[round?.dn ?? 0] ?? 0) + restorePerMetre
    expect(round?.cost).toBe(Math.round((round?.length ?? 0) * perMetre + 2 * manhole))
    expect(round?.length).toBeGreaterThan(best()?.length ?? Infinity)
    expect(round?.profile.at(-1)?.distance).toBeCloseTo(round?.length ?? 0, 9)
  })
})
