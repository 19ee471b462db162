import { describe, expect, it } from 'vitest'
import { connectOn } from '#core/drainage/connect.ts'
import { designStorm } from '#core/drainage/design-storm.ts'
import { createFlowModel } from '#core/drainage/loads.ts'
import { buildNetwork } from '#core/drainage/network.ts'
import { rainDepth } from '#core/drainage/rainfall.ts'
import { withBranches } from '#core/drainage/with-branches.ts'
import { answeredBranches } from '#server/compute/laid-branches.ts'
import { goldenG1, rules } from '#tests/builders/drainage.ts'
import { randomCity } from '#tests/builders/random-city.ts'

describe('branches laid as if they were built', () => {
  it('bring the mains below exactly the flows that the answer had told', () => {
    let compared = 0
    for (let seed = 1; seed <= 9; seed++) {
      const city = randomCity(seed)
      const network = buildNetwork(city.wells, city.pipes, rules)
      const answer = connectOn(network, { ...city, rules, returnPeriod: 3, together: false })
      for (const { connections } of answer.compounds) {
        const best = connections.filter(({ rank }) => rank === 1)
        const laid = withBranches(city, answeredBranches(best, city.compounds, rules), 0.013)
        const built = buildNetwork(laid.wells, laid.pipes, rules)
        const flows = createFlowModel(built, rules, 3)
        for (const { capacity, wellId } of best) {
          // A mid-pipe load counts from the start of its main, in the built network from the new manhole on.
          const mains = wellId === null ? capacity.slice(1) : capacity
          for (const { pipeId, flow, load } of mains) {
            const pipe = built.pipeNumber.get(pipeId) ?? -1
            expect(flows.load(pipe)).toBeCloseTo(load, 9)
            if (wellId !== null) expect(flows.flow(pipe)).toBeCloseTo(flow, 6)
            else expect(flows.flow(pipe) / flow).toBeCloseTo(1, 1)
            compared++
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(8)
  })

  it('part a main at a new manhole into pipes of the same line, fall and length', () => {
    const g1 = goldenG1()
    const branch = {
      compoundId: 'c',
      route: [
        [500_000, 4_420_000],
        [500_000, 4_420_100],
      ],
      profile: [
        { distance: 0, ground: 7, invert: 5, crown: 5.5 },
        { distance: 60, ground: 7, invert: 4.9, crown: 5.4 },
        { distance: 100, ground: 7, invert: 4.8, crown: 5.3 },
      ],
      dn: 500,
      psiF: 0.3,
      t1: 10,
      wellId: null,
      pipeId: 'M1-M2',
    } as const
    const laid = withBranches(
      g1,
      [
        { ...branch, station: 20 },
        { ...branch, compoundId: 'd', station: 45 },
      ],
      0.013,
    )
    const parts = laid.pipes.filter(({ id }) => id.startsWith('M1-M2'))
    expect(parts.map(({ id, from, to, length }) => [id, from, to, length])).toEqual([
      ['M1-M2', 'M1', 'c.tie', 20],
      ['M1-M2~2', 'c.tie', 'd.tie', 25],
      ['M1-M2~3', 'd.tie', 'M2', 15],
    ])
    expect(parts[0]?.invertStart).toBeCloseTo(4.6, 9)
    expect(parts[1]?.invertStart).toBeCloseTo(4.56, 9)
    expect(parts[2]?.invertEnd).toBeCloseTo(4.48, 9)
    expect(laid.pipes.filter(({ id }) => id.startsWith('c.b')).map(({ from, to }) => [from, to])).toEqual([
      ['c.out', 'c.1'],
      ['c.1', 'c.tie'],
    ])
    const out = laid.wells.find(({ id }) => id === 'c.out')
    expect(out).toMatchObject({ load: 0.3, t1: 10, position: [500_000, 4_420_000] })
    expect(laid.wells.find(({ id }) => id === 'c.1')?.position).toEqual([500_000, 4_420_060])
  })

  it('take from the well that the compound shed to before', () => {
    const g1 = goldenG1()
    const [branch] = answeredBranches(
      connectOn(buildNetwork(g1.wells, g1.pipes, rules), {
        compounds: g1.compounds.map((site) => ({ ...site, drainsTo: 'M3', surfacesBefore: { roof: 0.4 } })),
        rules,
        returnPeriod: 3,
        together: false,
      }).compounds.flatMap(({ connections }) => connections),
      g1.compounds.map((site) => ({ ...site, drainsTo: 'M3', surfacesBefore: { roof: 0.4 } })),
      rules,
    )
    if (!branch) throw new Error('no branch')
    const before = g1.wells.find(({ id }) => id === 'M3')?.load ?? NaN
    const after = withBranches(g1, [branch], 0.013).wells.find(({ id }) => id === 'M3')?.load
    expect(after).toBeCloseTo(before - 0.36, 9)
  })
})

describe('a design storm in alternating blocks', () => {
  it.each([2, 3, 5])('gives for every duration round its peak what the formula gives, P = %s', (P) => {
    const steps = designStorm(rules.rain, P, { duration: 120, step: 5, peakAt: 0.4 })
    expect(steps).toHaveLength(24)
    const depths = steps.map(({ intensity }) => (intensity * 5) / 60)
    const peak = depths.indexOf(Math.max(...depths))
    expect(peak).toBe(9)
    for (let width = 1; width <= 24; width++) {
      const sums = depths
        .slice(0, 25 - width)
        .map((_, i) => depths.slice(i, i + width).reduce((a, b) => a + b, 0))
      expect(Math.max(...sums)).toBeCloseTo(rainDepth(rules.rain, P, width * 5), 9)
    }
  })
})
