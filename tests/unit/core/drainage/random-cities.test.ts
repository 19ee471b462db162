import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { Connection } from '#core/drainage/model.ts'
import { rules } from '#tests/builders/drainage.ts'
import { randomCity } from '#tests/builders/random-city.ts'
import { checkCity } from './city-checks.ts'

/** Fewer for each mutant of `npm run check:deep`, which tries a thousand besides. */
const CITIES = Number(process.env['CITIES'] ?? 50)

/** So many cities a test, each well within the time a test has on a busy machine. */
const AT_ONCE = 5

describe(`${CITIES} random cities against the apart checker and the plain search`, () => {
  const sum = { compounds: 0, served: 0, feasible: 0, refused: 0, nearestInfeasible: 0 }
  const starts = Array.from({ length: Math.ceil(CITIES / AT_ONCE) }, (_, i) => i * AT_ONCE + 1)

  it.each(starts)(
    'from city %s on: no rule broken, all answered in words and numbers, nothing cheaper',
    (start) => {
      for (let seed = start; seed < Math.min(start + AT_ONCE, CITIES + 1); seed++) {
        const { broken, unanswered, speechless, beaten, ...counts } = checkCity(seed, 10)
        expect({ broken, unanswered, speechless, beaten }).toEqual(NOTHING_WRONG)
        for (const name of Object.keys(counts) as (keyof typeof sum)[]) sum[name] += counts[name]
      }
    },
  )

  it('serves a good part of them, and does better than the nearest arc, which most often breaks a rule', () => {
    expect(sum.compounds).toBe(3 * CITIES)
    expect(sum.served).toBeGreaterThan(sum.compounds / 4)
    expect(sum.feasible).toBeGreaterThan(3 * CITIES)
    expect(sum.refused).toBeGreaterThan(6 * CITIES)
    expect(sum.nearestInfeasible).toBeGreaterThan(sum.compounds - sum.served)
  })
})

const NOTHING_WRONG = { broken: [], unanswered: [], speechless: [], beaten: [] }

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
