import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wanText } from '#core/programme/money.ts'
import { readBudget } from '#web/what-if/read-budget.ts'

describe('a budget as it is typed', () => {
  test.each([
    ['24000', 240_000_000],
    [' 24 000 ', 240_000_000],
    ['24,000', 240_000_000],
    ['24000', 240_000_000],
    ['24000万元', 240_000_000],
    ['0', 0],
    ['-0', 0],
    ['0.0001', 1],
    ['12345.6789', 123_456_789],
    ['1.50000', 15_000],
    ['40000', 400_000_000],
  ])('%s is read to the 元', (text, yuan) => {
    expect(readBudget(text)).toEqual({ yuan })
  })

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['二万', 'notNumber'],
    ['1e9', 'notNumber'],
    ['2..4', 'notNumber'],
    ['NaN', 'notNumber'],
    ['-1', 'negative'],
    ['−0.5', 'negative'],
    ['40000.0001', 'tooHigh'],
    ['1.00001', 'tooFine'],
  ])('%s is refused: %s', (text, fault) => {
    expect(readBudget(text)).toEqual({ fault })
  })

  test('reads back what every amount is written as', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000_000 }), (yuan) => {
        expect(readBudget(wanText(yuan))).toEqual({ yuan })
      }),
    )
  })
})
