import { describe, expect, it } from 'vitest'
import { tallyChecks } from '#core/programme/briefing/check-tally.ts'
import { needAndGovernance } from '#core/programme/briefing/need-and-governance.ts'
import { scoreSpread } from '#core/programme/briefing/score-classes.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { aPlainCompound } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'

const compounds = [
  aPlainCompound('first', { agree: 100, cost: 4_000_000 }),
  aPlainCompound('second', { agree: 85, cost: 4_000_000, builtYear: 1978 }),
  aPlainCompound('third', { agree: 81, cost: 4_000_000 }),
  aPlainCompound('short', { agree: 77 }),
  aPlainCompound('short-and-doomed', { agree: 50 }, { demolitionPlanned: true }),
  aPlainCompound('doomed', { agree: 90 }, { demolitionPlanned: true }),
  aPlainCompound('open', { agree: 90 }, { demolitionPlanned: null }),
]
const prepared = prepareProgramme({
  programme: aProgramme({}, 8_500_000),
  scoringTable: aScoringTable(),
  compounds,
})
const evaluation = selectProgramme(prepared)

describe('reasons of a briefing', () => {
  it('counts every rule that fails, and for how many it is the only one', () => {
    const tallies = tallyChecks(prepared, 'fail')
    expect(tallies.map(({ check, compounds: count, alone }) => [check, count, alone])).toEqual([
      ['P4', 2, 1],
      ['P6', 2, 1],
    ])
    expect(tallies[0]?.clause).toContain('三(二)')
  })

  it('counts what is unknown among the unverified alone', () => {
    expect(tallyChecks(prepared, 'unknown')).toEqual([
      { check: 'P6', clause: expect.stringContaining('三(二)') as string, compounds: 1, alone: 1 },
    ])
  })
})

describe('scores of a briefing', () => {
  it('puts every ranked compound into exactly one class of five points', () => {
    const spread = scoreSpread(evaluation)
    const ranked = evaluation.ranking.filter((one) => one.rank !== null)
    const sum = (key: 'compounds' | 'selected'): number =>
      spread.classes.reduce((total, one) => total + one[key], 0)
    expect(spread.ranked).toBe(ranked.length)
    expect(sum('compounds')).toBe(ranked.length)
    expect(sum('selected')).toBe(evaluation.totals.compounds)
    expect(spread.highest).toBe(Math.max(...ranked.map((one) => one.score ?? 0)))
    expect(spread.classes[0]?.compounds).toBeGreaterThan(0)
    expect(spread.classes.at(-1)?.compounds).toBeGreaterThan(0)
  })

  it('is empty where nobody is ranked', () => {
    const nobody = selectProgramme({ ...prepared, compounds: [] })
    expect(scoreSpread(nobody)).toEqual({
      classes: [],
      ranked: 0,
      highest: null,
      lowest: null,
      lowestSelected: null,
    })
  })

  it('halves every score into need and governance that add up to it', () => {
    const halves = needAndGovernance(prepared)
    expect(halves.needMax + halves.governanceMax).toBe(aScoringTable().total)
    for (const one of halves.compounds) {
      const score = evaluation.judgements.get(one.compoundId)?.score ?? Number.NaN
      expect(one.need + one.governance).toBeCloseTo(score, 6)
    }
    expect(halves.compounds.map(({ rank }) => rank)).toEqual([1, 2, 3])
  })
})
