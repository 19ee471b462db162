import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { Connection } from '#core/drainage/model.ts'
import { rules } from '#tests/builders/drainage.ts'
import { randomCity } from '#tests/builders/random-city.ts'
import { checkCity, type CityReport } from './city-checks.ts'

/** Fewer for each mutant of `npm run check:deep`, which tries a thousand besides. */
const CITIES = Number(process.env['CITIES'] ?? 50)

/** Computed in the first test that asks. */
let known: CityReport[] | null = null
function reports(): readonly CityReport[] {
  known ??= Array.from({ length: CITIES }, (_, i) => checkCity(i + 1, 10))
  return known
}

const total = (of: (report: CityReport) => number): number =>
  reports().reduce((sum, report) => sum + of(report), 0)

describe(`${CITIES} random cities against the apart checker and the plain search`, () => {
  it('breaks no hard rule, alone or together', () => {
    expect(reports().flatMap(({ broken }) => broken)).toEqual([])
    expect(total(({ feasible }) => feasible)).toBeGreaterThan(3 * CITIES)
  })

  it('answers every compound, and a good part of them well', () => {
    expect(reports().flatMap(({ unanswered }) => unanswered)).toEqual([])
    expect(total(({ served }) => served)).toBeGreaterThan(total(({ compounds }) => compounds) / 4)
  })

  it('gives every refusal a code in words, with its numbers', () => {
    expect(reports().flatMap(({ speechless }) => speechless)).toEqual([])
    expect(total(({ refused }) => refused)).toBeGreaterThan(6 * CITIES)
  })

  it('finds nothing dearer than the search over every well, every 10 m of main, every DN and every slope', () => {
    expect(reports().flatMap(({ beaten }) => beaten)).toEqual([])
  })

  it('does better than the nearest arc, which most often breaks a rule', () => {
    const infeasible = total(({ nearestInfeasible }) => nearestInfeasible)
    expect(infeasible).toBeGreaterThan(total(({ compounds, served }) => compounds - served))
  })
})

describe('what is listed', () => {
  it('is every storm manhole in the radius and none of another system', () => {
    for (let seed = 1; seed <= Math.min(15, CITIES); seed++) {
      const city = randomCity(seed)
      const { compounds } = connectCompounds({ ...city, rules, returnPeriod: 3, together: false })
      for (const { compoundId, connections } of compounds) {
        const [x, y] = city.compounds.find(({ id }) => id === compoundId)?.position ?? [NaN, NaN]
        const expected = city.wells
          .filter(({ kind, system }) => kind === 'manhole' && system === 'YS')
          .filter(({ position }) => Math.hypot(position[0] - x, position[1] - y) <= rules.searchRadius)
        const listed = new Set(connections.map(({ wellId }) => wellId))
        expected.forEach(({ id }) => expect(listed.has(id), id).toBe(true))
        for (const id of listed) {
          if (id !== null) expect(city.wells.find((well) => well.id === id)?.system).toBe('YS')
        }
      }
    }
  })

  it('has at most one mid-pipe point of a main, each with something that no other candidate has', () => {
    let points = 0
    for (let seed = 1; seed <= Math.min(30, CITIES); seed++) {
      const { compounds } = connectCompounds({ ...randomCity(seed), rules, returnPeriod: 3, together: false })
      for (const { connections } of compounds) {
        const feasible = connections.filter(({ status }) => status === 'feasible')
        const listed = feasible.filter(({ wellId }) => wellId === null)
        points += listed.length
        expect(new Set(listed.map(({ pipeId }) => pipeId)).size).toBe(listed.length)
        for (const point of listed) {
          expect(feasible.filter((other) => other !== point && beatsInAll(other, point))).toEqual([])
        }
      }
    }
    expect(points).toBeGreaterThan(0)
  })
})

function beatsInAll(other: Connection, point: Connection): boolean {
  return (
    other.deviations <= point.deviations &&
    (other.cost ?? NaN) < (point.cost ?? NaN) &&
    (other.length ?? NaN) < (point.length ?? NaN) - 0.1 &&
    (other.drop ?? NaN) < (point.drop ?? NaN) - 0.1 &&
    (other.headSpare ?? NaN) > (point.headSpare ?? NaN) + 0.1 &&
    fullest(other) < fullest(point) - 0.01
  )
}

function fullest({ capacity }: Connection): number {
  return Math.max(0, ...capacity.map(({ after }) => after))
}
