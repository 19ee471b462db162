import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentReached, householdsMissing, householdsNeeded, percentText } from '#core/compound/consent.ts'

const EIGHTY = { numerator: 80, denominator: 100 }

describe('consent of 80 % of the households', () => {
  it('fails with 4778 of 5973 and passes with 4779', () => {
    expect(consentReached(4778, 5973, EIGHTY)).toBe(false)
    expect(consentReached(4779, 5973, EIGHTY)).toBe(true)
    expect(householdsNeeded(5973, EIGHTY)).toBe(4779)
    expect(householdsMissing(4778, 5973, EIGHTY)).toBe(1)
  })

  it('passes at exactly 80 %: 以上 includes the number itself', () => {
    for (let total = 5; total <= 10_000; total += 5) {
      expect(consentReached((total / 5) * 4, total, EIGHTY)).toBe(true)
      expect(consentReached((total / 5) * 4 - 1, total, EIGHTY)).toBe(false)
    }
  })

  it('needs the least number that passes, for every total to 10 000', () => {
    for (let total = 1; total <= 10_000; total++) {
      const needed = householdsNeeded(total, EIGHTY)
      // The oracle counts in BigInt fifths, the code in integers.
      expect(BigInt(needed) * 5n >= BigInt(total) * 4n).toBe(true)
      expect(BigInt(needed - 1) * 5n >= BigInt(total) * 4n).toBe(false)
      expect(consentReached(needed, total, EIGHTY)).toBe(true)
      expect(consentReached(needed - 1, total, EIGHTY)).toBe(false)
    }
  })

  it('agrees with exact fractions for any threshold, total and count', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 1000 }),
        (total, agreeRaw, numerator) => {
          const agree = Math.min(agreeRaw, total)
          const threshold = { numerator, denominator: 1000 }
          const exact = BigInt(agree) * 1000n >= BigInt(total) * BigInt(numerator)
          expect(consentReached(agree, total, threshold)).toBe(exact)
          expect(householdsMissing(agree, total, threshold) === 0).toBe(exact)
        },
      ),
    )
  })

  it('reaches nothing without households', () => {
    expect(consentReached(0, 0, EIGHTY)).toBe(false)
  })

  it('never rounds a share up to the threshold it misses', () => {
    expect(percentText(4778, 5973)).toBe('79.9%')
    expect(percentText(4, 5)).toBe('80%')
    expect(percentText(4779, 5973)).toBe('80%')
    expect(percentText(1, 3)).toBe('33.3%')
  })
})
