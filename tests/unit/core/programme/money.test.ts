import { describe, expect, it } from 'vitest'
import { availableOf } from '#core/programme/budget.ts'
import { costOf } from '#core/programme/cost.ts'
import { wanText } from '#core/programme/money.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aProgramme } from '#tests/builders/programme-builder.ts'

const { policy } = aProgramme()

describe('money', () => {
  it('prints 万元 exact to the 元', () => {
    expect([240_000_000, 12_345_678, 1, 10_000, 0, -15_000].map(wanText)).toEqual([
      '24000',
      '1234.5678',
      '0.0001',
      '1',
      '0',
      '-1.5',
    ])
  })

  it('prices a compound by floor area while no estimate is at hand', () => {
    expect(costOf(aCompound(), policy)).toEqual({ amount: 9600 * 516, kind: 'baseline', on: null })
  })

  it('lets the later kind win, and the later date within a kind', () => {
    const estimates = [
      { kind: 'reviewed', amount: 3, on: '2023-08-01' },
      { kind: 'estimate', amount: 9, on: '2023-12-01' },
      { kind: 'reviewed', amount: 4, on: '2023-09-01' },
      { kind: 'preliminary', amount: 5, on: '2023-11-01' },
    ] as const
    expect(costOf(aCompound({ estimates }), policy)).toEqual({
      amount: 4,
      kind: 'reviewed',
      on: '2023-09-01',
    })
  })

  it('keeps within the tightest ceiling and takes the reserves out of it', () => {
    const reserves = { ...policy.reserves, temporary: 10, maintenance: 5 }
    expect(availableOf(100, { reserves })).toBe(85)
    const ceilings = { fiscalCapacity: 60, investmentCapacity: null, clause: '' }
    expect(availableOf(100, { reserves, ceilings })).toBe(45)
    expect(availableOf(10, { reserves })).toBe(0)
  })
})
