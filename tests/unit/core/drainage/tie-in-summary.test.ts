import { describe, expect, it } from 'vitest'
import { summariseTieIns, tallyRefusals, type TieIn } from '#core/drainage/tie-in-summary.ts'

function aTieIn(id: string, compoundId: string, change: Partial<TieIn> = {}): TieIn {
  return {
    id,
    compoundId,
    rank: 1,
    status: 'feasible',
    state: 'MARKED',
    dn: 400,
    length: 20,
    cost: 30_000,
    reasons: [],
    ...change,
  }
}

describe('tie-ins of a plan', () => {
  it('counts one for each compound: the confirmed one before the best proposal', () => {
    const summary = summariseTieIns(
      [
        aTieIn('a1', 'a', { dn: 500, length: 10 }),
        aTieIn('a2', 'a', { rank: 2, state: 'CONFIRMED', length: 30 }),
        aTieIn('b1', 'b'),
        aTieIn('stranger', 'z'),
      ],
      ['a', 'b', 'c'],
    )
    expect(summary).toEqual({
      wanted: 3,
      found: 2,
      confirmed: 1,
      toConfirm: 1,
      chosen: ['a2', 'b1'],
      without: ['c'],
      branchLength: 50,
      cost: 60_000,
      sizes: [{ dn: 400, compounds: 2, length: 50 }],
    })
  })

  it('takes no refused point, neither by the engine nor by the centre', () => {
    const summary = summariseTieIns(
      [aTieIn('a1', 'a', { status: 'rejected', rank: null }), aTieIn('b1', 'b', { state: 'REJECTED' })],
      ['a', 'b'],
    )
    expect(summary.found).toBe(0)
    expect(summary.without).toEqual(['a', 'b'])
  })

  it('tallies each reason once a candidate, the most frequent first', () => {
    const refused = { status: 'rejected', rank: null } as const
    const tally = tallyRefusals(
      [
        aTieIn('1', 'a', { ...refused, reasons: [{ code: 'ANGLE' }, { code: 'ANGLE' }, { code: 'COVER' }] }),
        aTieIn('2', 'a', { ...refused, reasons: [{ code: 'COVER' }] }),
        aTieIn('3', 'a'),
        aTieIn('4', 'z', { ...refused, reasons: [{ code: 'DROP' }] }),
      ],
      ['a'],
    )
    expect(tally).toEqual({
      candidates: 3,
      refused: 2,
      reasons: [
        { code: 'COVER', candidates: 2 },
        { code: 'ANGLE', candidates: 1 },
      ],
    })
  })
})
