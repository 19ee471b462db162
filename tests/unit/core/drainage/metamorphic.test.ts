import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { Connection } from '#core/drainage/model.ts'
import type { Plane } from '#core/geo/projection.ts'
import { goldenG1, rules } from '#tests/builders/drainage.ts'
import { randomTown, type RandomTown } from '#tests/builders/random-town.ts'

/** Ten times as many in `npm run check:deep`. */
const RUNS = Number(process.env['DEEP_RUNS'] ?? 1)

const ask = (town: RandomTown, returnPeriod = 3): readonly Connection[] =>
  connectCompounds({ ...town, rules, returnPeriod, together: false }).compounds.flatMap(
    ({ connections }) => connections,
  )

const place = ({ compoundId, wellId, pipeId, station }: Connection): string =>
  [compoundId, wellId, pipeId, station?.toFixed(3)].join('|')

describe('answers that must hang together', () => {
  it('a higher return period never lowers a flow and frees nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (seed) => {
        const town = randomTown(seed)
        const low = new Map(ask(town, 2).map((connection) => [place(connection), connection]))
        for (const high of ask(town, 5)) {
          const was = low.get(place(high))
          // Of the points between two of 10 m only the best is listed, and that may be another one.
          const isListed = high.wellId !== null || (high.station ?? 1) % 10 === 0
          if (high.status === 'feasible' && isListed) expect(was?.status).toBe('feasible')
          if (was) expect(high.designFlow).toBeGreaterThanOrEqual(was.designFlow)
        }
      }),
      { numRuns: 4 * RUNS, seed: 1 },
    )
  })

  it('moving and turning the map changes nothing but coordinates', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.integer({ min: -5000, max: 5000 }),
        (seed, angle, shift) => {
          const town = randomTown(seed)
          const turn = ([x, y]: Plane): Plane => {
            const [dx, dy] = [x - 500_000, y - 4_420_000]
            return [
              500_000 + shift + dx * Math.cos(angle) - dy * Math.sin(angle),
              4_420_000 - shift + dx * Math.sin(angle) + dy * Math.cos(angle),
            ]
          }
          const turned = {
            wells: town.wells.map((well) => ({ ...well, position: turn(well.position) })),
            pipes: town.pipes.map((pipe) => ({ ...pipe, line: pipe.line.map(turn) })),
            compounds: town.compounds.map((site) => ({ ...site, position: turn(site.position) })),
          }
          expect(summary(ask(turned))).toEqual(summary(ask(town)))
        },
      ),
      { numRuns: 4 * RUNS, seed: 2 },
    )
  })

  it('renaming and shuffling changes nothing', () => {
    const town = randomTown(7)
    const rename = (id: string): string => `x${[...id].reverse().join('')}`
    const renamed = {
      wells: town.wells.map((well) => ({ ...well, id: rename(well.id) })).reverse(),
      pipes: town.pipes
        .map((pipe) => ({ ...pipe, id: rename(pipe.id), from: rename(pipe.from), to: rename(pipe.to) }))
        .reverse(),
      compounds: town.compounds,
    }
    const found = ask(renamed).map(({ dn, cost, slope, rank, status }) => ({ dn, cost, slope, rank, status }))
    expect(found).toEqual(
      ask(town).map(({ dn, cost, slope, rank, status }) => ({ dn, cost, slope, rank, status })),
    )
  })

  it('raising a main by d cuts the head to spare by d', () => {
    const g1 = goldenG1()
    for (const d of [0.05, 0.1, 0.2]) {
      const pipes = g1.pipes.map((pipe) => ({
        ...pipe,
        invertStart: (pipe.invertStart ?? 0) + d,
        invertEnd: (pipe.invertEnd ?? 0) + d,
      }))
      const spare = (network: typeof g1): number =>
        ask({
          ...network,
          wells: [...network.wells],
          pipes: [...network.pipes],
          compounds: [...network.compounds],
        }).find(({ wellId }) => wellId === 'M2')?.headSpare ?? NaN
      expect(spare({ ...g1, pipes })).toBeCloseTo(spare(g1) - d, 9)
    }
  })

  it('one well more never makes the best dearer', () => {
    for (let seed = 1; seed <= 4 * RUNS; seed++) {
      const town = randomTown(seed)
      const best = (wells: RandomTown['wells']): Map<string, number> =>
        new Map(
          ask({ ...town, wells })
            .filter(({ rank }) => rank === 1)
            .map(({ compoundId, deviations, cost }) => [compoundId, deviations * 1e9 + (cost ?? 0)]),
        )
      const fewer = town.wells.map((well) => (well.id === 'w1.1' ? { ...well, system: 'WS' as const } : well))
      const some = best(fewer)
      const all = best(
        town.wells.map((well) => (well.id === 'w1.1' ? { ...well, system: 'YS' as const } : well)),
      )
      for (const [id, cost] of some) expect(all.get(id)).toBeLessThanOrEqual(cost)
    }
  })
})

/** What must not depend on where the map lies, levels to a tenth of a millimetre. */
function summary(connections: readonly Connection[]): unknown {
  return connections
    .map((c) => ({
      place: place(c),
      status: c.status,
      dn: c.dn,
      slope: c.slope,
      spare: c.headSpare?.toFixed(4),
    }))
    .sort((a, b) => a.place.localeCompare(b.place))
}
