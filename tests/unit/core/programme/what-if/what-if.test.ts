import { describe, expect, it } from 'vitest'
import { selectProgramme } from '#core/programme/evaluate.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { seededRandom } from '#core/programme/seeded-random.ts'
import { compareEvaluations } from '#core/programme/what-if/compare.ts'
import { consentMargins } from '#core/programme/what-if/consent-sensitivity.ts'
import { costUncertainty } from '#core/programme/what-if/cost-uncertainty.ts'
import { costOutliers, equityOf } from '#core/programme/what-if/equity.ts'
import { needOnlyRanking } from '#core/programme/what-if/need-only.ts'
import { tallyStability, weightStability } from '#core/programme/what-if/rank-stability.ts'
import { aPlainCompound, COMPLETE_FACTS } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'

const scoringTable = aScoringTable()
const dangerous = {
  facts: { ...COMPLETE_FACTS, safetyHazard: '重大' },
  evidenceComplete: true,
  submittedOn: '2023-10-10',
  recheckedOn: '2023-11-01',
}
const compounds = [
  aPlainCompound(
    'willing',
    { agree: 100, cost: 4_000_000 },
    { subdistrictCode: '130302002', subdistrict: '建设大街街道' },
  ),
  aPlainCompound('needy', { agree: 85, cost: 4_000_000, builtYear: 1978 }, { scoreSheet: dangerous }),
  aPlainCompound('last', { agree: 81, cost: 4_000_000 }),
  aPlainCompound('short', { agree: 77 }),
  aPlainCompound('far', { agree: 50 }),
]
const prepared = prepareProgramme({ programme: aProgramme({}, 8_500_000), scoringTable, compounds })

describe('consent sensitivity', () => {
  it('lists the compounds within 5 points of 80 %, those missing doors first', () => {
    expect(consentMargins(prepared)).toEqual([
      { compoundId: 'short', agree: 77, total: 100, needed: 80, missing: 3, spare: 0, decisive: true },
      { compoundId: 'last', agree: 81, total: 100, needed: 80, missing: 0, spare: 1, decisive: true },
      { compoundId: 'needy', agree: 85, total: 100, needed: 80, missing: 0, spare: 5, decisive: true },
    ])
    expect(consentMargins(prepared, 2).map(({ compoundId }) => compoundId)).toEqual(['last'])
  })
})

describe('cost uncertainty', () => {
  it('gives each ranked compound the share of runs in which it stays, the same for the same seed', () => {
    const run = () => costUncertainty(prepared, {}, { spread: 0.2, runs: 2000, random: seededRandom(42) })
    const chances = new Map(run().map((chance) => [chance.compoundId, chance]))
    expect(run()).toEqual(run())
    // One costs at most 4.8 of 8.5 million; both together exceed it when their two deviations sum beyond 0.5
    // million of ±1.6: (1.6 − 0.5)² / (2 × 1.6²) = 23.6 %.
    expect(chances.get('willing')).toMatchObject({ selected: true, times: 2000 })
    expect((chances.get('needy')?.times ?? 0) / 2000).toBeCloseTo(1 - 0.236, 1)
    expect(chances.get('last')).toMatchObject({ selected: false, times: 0 })
  })

  it('leaves settled costs as they are', () => {
    const settled = compounds.map((compound) => ({
      ...compound,
      estimates: compound.estimates.map((estimate) => ({ ...estimate, kind: 'settled' as const })),
    }))
    const known = prepareProgramme({ programme: aProgramme({}, 8_000_000), scoringTable, compounds: settled })
    const chances = costUncertainty(known, {}, { spread: 0.2, runs: 50, random: seededRandom(1) })
    expect(chances.map(({ times }) => times)).toEqual([50, 50, 0])
  })

  it('draws evenly from [0, 1)', () => {
    const random = seededRandom(7)
    const drawn = Array.from({ length: 20_000 }, random)
    expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(0.5, 2)
  })
})

describe('weights', () => {
  it('tells at which weight the selected set first changes, and who comes and goes', () => {
    const oneSeat = { budget: 4_000_000 }
    const start = selectProgramme(prepared, oneSeat)
    const stability = weightStability(prepared, oneSeat)
    expect(stability).toHaveLength(scoringTable.criteria.length)
    for (const { criterionId, weight, below, above } of stability) {
      for (const limit of [below, above]) {
        if (limit === null) continue
        const moved = selectProgramme(prepared, { ...oneSeat, weights: { [criterionId]: limit.weight } })
        const { enters, leaves } = compareEvaluations(start, moved)
        expect({ enters, leaves }).toEqual({ enters: limit.enters, leaves: limit.leaves })
        expect(enters.length + leaves.length).toBeGreaterThan(0)
        const nearer = limit.weight + Math.sign(weight - limit.weight)
        const before = selectProgramme(prepared, { ...oneSeat, weights: { [criterionId]: nearer } })
        expect(compareEvaluations(start, before)).toMatchObject({ enters: [], leaves: [] })
      }
    }
    expect(stability.find(({ criterionId }) => criterionId === 'participation')).toMatchObject({
      below: null,
      above: null,
    })
    expect(stability.some(({ below, above }) => below !== null || above !== null)).toBe(true)
    const { changes, compounds: affected } = tallyStability(stability)
    const limits = stability.flatMap(({ below, above }) => [below, above]).filter((limit) => limit !== null)
    expect(changes).toBe(limits.length)
    for (const { compoundId, enters, leaves } of affected) {
      expect(enters).toBe(limits.filter((limit) => limit.enters.includes(compoundId)).length)
      expect(leaves).toBe(limits.filter((limit) => limit.leaves.includes(compoundId)).length)
    }
    const sums = affected.map(({ enters, leaves }) => enters + leaves)
    expect(sums).toEqual(sums.toSorted((a, b) => b - a))
  })

  it('ranks by need alone beside the official order', () => {
    const places = needOnlyRanking(prepared)
    expect(places.find(({ compoundId }) => compoundId === 'needy')).toMatchObject({
      needRank: 1,
      needScore: 31.5,
    })
    expect(places.map(({ rank }) => rank)).toEqual([1, 2, 3])
  })
})

describe('comparing scenarios', () => {
  it('names who enters and who leaves, whose rank moves, and the difference of the totals', () => {
    const before = selectProgramme(prepared)
    const after = selectProgramme(prepared, { exclude: ['willing'] })
    expect(compareEvaluations(before, after)).toMatchObject({
      enters: ['last'],
      leaves: ['willing'],
      stays: ['needy'],
      difference: { compounds: 0, households: 0, cost: 0 },
    })
    expect(compareEvaluations(before, after).moves).toContainEqual({
      compoundId: 'willing',
      before: 1,
      after: null,
    })
    expect(compareEvaluations(before, before)).toMatchObject({ enters: [], leaves: [], moves: [] })
  })
})

describe('equity', () => {
  it('shares out what the plan gives by 镇街, tier and decade, adding up to the plan', () => {
    const evaluation = selectProgramme(prepared)
    const { bySubdistrict, byTier, byDecade } = equityOf(evaluation)
    for (const groups of [bySubdistrict, byTier, byDecade]) {
      expect(groups.reduce((sum, { compounds: count }) => sum + count, 0)).toBe(5)
      expect(groups.reduce((sum, { selected }) => sum + selected.cost, 0)).toBe(evaluation.totals.cost)
    }
    expect(bySubdistrict.map(({ label, selected }) => [label, selected.compounds])).toEqual([
      ['文化路街道', 1],
      ['建设大街街道', 1],
    ])
    expect(byDecade.map(({ key }) => key)).toEqual(['1970', '1990'])
  })

  it('flags prices out of the band', () => {
    const band = { perSquareMetre: [400, 800], perHousehold: [25_000, 60_000] } as const
    const evaluation = selectProgramme(prepared)
    expect(costOutliers(evaluation, band)).toEqual([])
    const cheap = { ...band, perSquareMetre: [600, 800] } as const
    expect(costOutliers(evaluation, cheap).map(({ perSquareMetre }) => perSquareMetre)).toEqual([500, 500])
  })
})
