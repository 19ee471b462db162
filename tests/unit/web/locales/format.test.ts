import { describe, expect, test } from 'vitest'
import {
  area,
  level,
  money,
  number,
  percent,
  perMille,
  price,
  ratioPercent,
  signed,
  UNKNOWN,
} from '#web/locales/format.ts'

const S = '\u00a0'

describe('numbers on screen', () => {
  test('stand in groups of three, with the decimals asked for', () => {
    expect(number(5973)).toBe(`5${S}973`)
    expect(number(1234567.891, 2)).toBe(`1${S}234${S}567.89`)
    expect(number(0)).toBe('0')
    expect(number(999)).toBe('999')
  })

  test('carry a real minus, and none before what rounds to nothing', () => {
    expect(number(-1234)).toBe(`−1${S}234`)
    expect(number(-0.004, 2)).toBe('0.00')
    expect(signed(3)).toBe('+3')
    expect(signed(-3)).toBe('−3')
    expect(signed(0)).toBe('0')
    expect(signed(0.004, 2)).toBe('0.00')
  })

  test('money is 万元 with one decimal, or million yuan with two', () => {
    expect(money(240_000_000, 'zh-CN')).toBe(`24${S}000.0`)
    expect(money(240_000_000, 'en')).toBe('240.00')
    expect(price(59_900, 'zh-CN')).toBe('6.0')
    expect(price(59_900, 'en')).toBe('59.9')
  })

  test('areas are 万m² with two decimals, or square metres', () => {
    expect(area(465_200, 'zh-CN')).toBe('46.52')
    expect(area(465_200, 'en')).toBe(`465${S}200`)
  })

  test('a share is cut, never rounded up to a threshold it misses', () => {
    expect(percent(4779, 5973)).toBe('80.0 %')
    expect(percent(4778, 5973)).toBe('79.9 %')
    expect(percent(5973, 5973)).toBe('100.0 %')
    expect(percent(0, 0)).toBe(UNKNOWN)
  })

  test('a load over full never reads as full', () => {
    expect(ratioPercent(1)).toBe('100.0 %')
    expect(ratioPercent(1.0001)).toBe('100.1 %')
    expect(ratioPercent(0.668)).toBe('66.8 %')
  })

  test('slopes are per mille, levels centimetres', () => {
    expect(perMille(0.0117)).toBe('11.7')
    expect(level(5.279)).toBe('5.28')
  })
})
