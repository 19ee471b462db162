import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankCompounds, type Merit } from '#core/programme/ranking.ts'

function merit(id: string, change: Partial<Merit> = {}): Merit {
  return {
    id,
    tier: 'A',
    score: 80,
    safety: 2,
    consent: { agree: 90, total: 100 },
    households: 100,
    builtYear: 1990,
    ...change,
  }
}

function order(...rows: Merit[]): string {
  return rankCompounds(rows)
    .map(({ row, rank, tied }) => `${rank}${tied ? '=' : ''}${row.id}`)
    .join(' ')
}

describe('the ranking', () => {
  it('puts tier A before tier B, then the higher score', () => {
    expect(order(merit('b', { tier: 'B', score: 99 }), merit('low', { score: 70 }), merit('high'))).toBe(
      '1high 2low 3b',
    )
  })

  it('breaks ties by hazard, consent, households, age, in this order', () => {
    const plain = merit('plain')
    expect(order(plain, merit('danger', { safety: 4, builtYear: 1999 }))).toBe('1danger 2plain')
    expect(order(plain, merit('willing', { consent: { agree: 91, total: 100 }, households: 1 }))).toBe(
      '1willing 2plain',
    )
    expect(order(plain, merit('larger', { households: 101, builtYear: 1999 }))).toBe('1larger 2plain')
    expect(order(plain, merit('older', { builtYear: 1989 }))).toBe('1older 2plain')
  })

  it('shows 并列 where every key is equal: same rank, the next one counts on', () => {
    const equal = merit('x', { consent: { agree: 9, total: 10 } })
    expect(order(merit('b'), merit('a'), equal, merit('last', { score: 1 }))).toBe('1=a 1=b 1=x 4last')
  })

  it('tells shares apart that a float cannot', () => {
    const closer = merit('closer', { consent: { agree: 94_906_265, total: 94_906_266 } })
    const further = merit('further', { consent: { agree: 94_906_264, total: 94_906_265 } })
    expect(order(further, closer)).toBe('1closer 2further')
  })

  it('does not depend on the order of the register', () => {
    const row = fc.record({
      id: fc.uuid(),
      tier: fc.constantFrom<Merit['tier'][]>('A', 'B'),
      score: fc.integer({ min: 70, max: 73 }),
      safety: fc.constantFrom(0, 2, 4),
      consent: fc.constantFrom({ agree: 4, total: 5 }, { agree: 80, total: 100 }, { agree: 9, total: 10 }),
      households: fc.constantFrom(100, 200),
      builtYear: fc.constantFrom(1985, 1990),
    })
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 }), (rows) => {
        const ranked = rankCompounds(rows)
        expect(rankCompounds([...rows].reverse())).toEqual(ranked)
        ranked.forEach(({ rank, tied }, at) => {
          const before = ranked[at - 1]
          expect(rank === at + 1 || rank === before?.rank).toBe(true)
          if (rank === before?.rank) expect(tied && before.tied).toBe(true)
        })
      }),
    )
  })
})
