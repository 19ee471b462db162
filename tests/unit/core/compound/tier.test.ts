import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tierOf } from '#core/compound/tier.ts'
import { aBuilding } from '#tests/builders/compound-builder.ts'

const YEARS = { A: 2000, B: 2005 }

describe('the tier of a compound', () => {
  it.each([
    [1979, 'A', 'pass'],
    [2000, 'A', 'pass'],
    [2001, 'B', 'pass'],
    [2005, 'B', 'pass'],
    [2006, 'none', 'fail'],
    [null, 'none', 'unknown'],
  ] as const)('built %s is %s (%s)', (builtYear, tier, verdict) => {
    expect(tierOf({ builtYear, buildings: [] }, YEARS)).toMatchObject({ tier, verdict, year: builtYear })
  })

  it('follows the buildings where most households live, whatever is declared', () => {
    const buildings = [
      aBuilding({ number: '1', builtYear: 1993, households: 30 }),
      aBuilding({ number: '2', builtYear: 2008, households: 70 }),
    ]
    const judged = tierOf({ builtYear: 1993, buildings }, YEARS)
    expect(judged).toEqual({ tier: 'none', verdict: 'fail', year: 2008, mixed: true, outside: ['1'] })
  })

  it('guesses nothing when no tier holds more than half of the households', () => {
    const buildings = [
      aBuilding({ number: '1', builtYear: 1999, households: 50 }),
      aBuilding({ number: '2', builtYear: 2003, households: 50 }),
    ]
    expect(tierOf({ builtYear: 1999, buildings }, YEARS)).toMatchObject({
      tier: 'none',
      verdict: 'unknown',
      year: null,
    })
  })

  it('takes the declared year for a building without one', () => {
    const buildings = [
      aBuilding({ number: '1', builtYear: null, households: 80 }),
      aBuilding({ number: '2', builtYear: 2003, households: 20 }),
    ]
    expect(tierOf({ builtYear: 1995, buildings }, YEARS)).toMatchObject({
      tier: 'A',
      year: 1995,
      outside: ['2'],
    })
    expect(tierOf({ builtYear: null, buildings }, YEARS)).toMatchObject({ tier: 'none', verdict: 'unknown' })
  })

  it('always names a year of its own tier', () => {
    const building = fc.record({
      builtYear: fc.option(fc.integer({ min: 1950, max: 2020 })),
      households: fc.nat(200),
    })
    fc.assert(
      fc.property(
        fc.array(building, { maxLength: 12 }),
        fc.option(fc.integer({ min: 1950, max: 2020 })),
        (facts, builtYear) => {
          const buildings = facts.map((fact, at) => aBuilding({ ...fact, number: String(at) }))
          const { tier, year, verdict } = tierOf({ builtYear, buildings }, YEARS)
          if (year === null) expect([tier, verdict]).toEqual(['none', 'unknown'])
          else expect(tierOf({ builtYear: year, buildings: [] }, YEARS).tier).toBe(tier)
        },
      ),
    )
  })
})
