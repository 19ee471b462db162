import { describe, expect, it } from 'vitest'
import { connectCompounds } from '#core/drainage/connect.ts'
import type { Connection } from '#core/drainage/model.ts'
import { goldenG1, rules } from '#tests/builders/drainage.ts'

const answer = (returnPeriod: number, price = rules.prices): readonly Connection[] =>
  connectCompounds({ ...goldenG1(), rules: { ...rules, prices: price }, returnPeriod, together: false })
    .compounds[0]?.connections ?? []

const at = (connections: readonly Connection[], well: string): Connection => {
  const found = connections.find(({ wellId }) => wellId === well)
  if (!found) throw new Error(`no candidate at ${well}`)
  return found
}

const ratios = ({ capacity }: Connection): number[] => capacity.map(({ after }) => Number(after.toFixed(3)))

describe('golden case G1', () => {
  it.each([
    [2, 407.9, 500, 0.0117, [0.886, 0.668, 0.831]],
    [3, 452.3, 600, 0.0055, [0.983, 0.741, 0.922]],
    [5, 508.2, 600, 0.0069, [1.104, 0.832, 1.036]],
  ])('M1 at P = %s is refused for its angle and keeps its numbers', (P, flow, dn, slope, after) => {
    const m1 = at(answer(P), 'M1')
    expect(m1).toMatchObject({ status: 'rejected', rank: null, dn, slope, pipeId: 'M1-M2', station: 0 })
    expect(m1.designFlow).toBeCloseTo(flow, 1)
    expect(m1.length).toBeCloseTo(70, 3)
    expect(ratios(m1)).toEqual(after)
    expect(m1.reasons[0]).toMatchObject({ code: 'ANGLE' })
    expect(m1.reasons[0]?.['deg']).toBeCloseTo(56.3, 1)
  })

  it.each([
    [2, 500, 0.0117, [0.668, 0.831]],
    [3, 500, 0.0144, [0.741, 0.922]],
  ])('M2 at P = %s is feasible', (P, dn, slope, after) => {
    const m2 = at(answer(P), 'M2')
    expect(m2).toMatchObject({ status: 'feasible', dn, slope, reasons: [] })
    expect(ratios(m2)).toEqual(after)
    expect(m2.length).toBeCloseTo(62, 3)
  })

  it('M2 at P = 5 is refused since M3-OUT would run over full, with the storage that mends it', () => {
    const m2 = at(answer(5), 'M2')
    expect(m2).toMatchObject({ status: 'rejected', dn: 600 })
    expect(ratios(m2)).toEqual([0.832, 1.036])
    expect(m2.reasons).toHaveLength(1)
    expect(m2.reasons[0]).toMatchObject({ code: 'CAP_DOWN', pipe: 'M3-OUT', P: 5 })
    expect(m2.reasons[0]?.['ratio']).toBeCloseTo(1.036, 3)
    expect(m2.alternatives?.storage?.volume).toBeGreaterThan(0)
  })

  it('takes the flattest slope at P = 5 where a drop manhole costs nothing, and less drop where it does', () => {
    const free = at(answer(5, { ...rules.prices, dropManhole: 0 }), 'M2')
    expect(free.slope).toBe(0.0069)
    expect(free.drop).toBeCloseTo(1.042, 3)
    expect(free.warnings.map(({ code }) => code)).toContain('DROP')
    const dear = at(answer(5), 'M2')
    expect(dear.slope).toBe(0.0076)
    expect(dear.drop).toBeLessThanOrEqual(1)
  })

  it('finds the flows before at P = 3', () => {
    const before = at(answer(3), 'M1').capacity.map(({ before: ratio }) => Number(ratio.toFixed(3)))
    expect(before).toEqual([0.33, 0.287, 0.482])
  })

  it('prices pipe, restoring and manholes as the contract says', () => {
    const m2 = at(answer(3), 'M2')
    const { pipePerMetre, restorePerMetre } = rules.prices
    expect(m2.cost).toBe(Math.round((m2.length ?? 0) * ((pipePerMetre[500] ?? 0) + restorePerMetre)))
  })

  it('lets M1 through where DN300 drops more than 0.3 m (the waiver of 5.3.2)', () => {
    const g1 = goldenG1()
    const compounds = g1.compounds.map((site) => ({ ...site, surfaces: null, psiF: 0.1 }))
    const [found] = connectCompounds({ ...g1, compounds, rules, returnPeriod: 3, together: false }).compounds
    expect(at(found?.connections ?? [], 'M1')).toMatchObject({ status: 'feasible', dn: 300 })
  })
})
