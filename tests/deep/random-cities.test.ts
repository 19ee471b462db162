import { describe, expect, it } from 'vitest'
import { checkCity, type CityReport } from '#tests/unit/core/drainage/city-checks.ts'

const CITIES = 1000
const EVERY_METRE = 60

describe(`${CITIES} random cities`, () => {
  it('break no hard rule, are all answered, with words for every refusal and nothing cheaper left', () => {
    const sum = { compounds: 0, served: 0, feasible: 0, refused: 0, nearestInfeasible: 0 }
    const wrong: string[] = []
    for (let seed = 1; seed <= CITIES; seed++) {
      const report: CityReport = checkCity(seed, 10)
      wrong.push(...report.broken, ...report.unanswered, ...report.speechless, ...report.beaten)
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += report[name]
    }
    const share = ((100 * sum.nearestInfeasible) / sum.compounds).toFixed(1)
    const engine = ((100 * sum.served) / sum.compounds).toFixed(1)
    process.stdout.write(
      `${CITIES} cities, ${sum.compounds} compounds: ${sum.feasible} feasible and ${sum.refused} refused candidates; ` +
        `the engine serves ${engine} %, the nearest arc is infeasible for ${share} %; wrong answers: ${wrong.length}\n`,
    )
    expect(wrong).toEqual([])
    expect(sum.compounds).toBe(3 * CITIES)
    expect(sum.nearestInfeasible).toBeGreaterThan(sum.compounds - sum.served)
  })

  it(`come within 3 % of the search over every metre of main in the first ${EVERY_METRE}`, () => {
    const beaten = Array.from({ length: EVERY_METRE }, (_, i) => checkCity(i + 1, 1, 0.03).beaten).flat()
    expect(beaten).toEqual([])
  })
})
