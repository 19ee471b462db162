import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatConditions, readConditions } from '#web/attributes/conditions-text.ts'
import { testOf, type Conditions } from '#web/attributes/conditions.ts'
import { aFeature } from '#tests/builders/feature-builder.ts'

const passes = (conditions: Conditions, more: Parameters<typeof aFeature>[2]): boolean =>
  testOf(conditions)(aFeature('c1', [0, 0], more).properties)

describe('a condition of a column', () => {
  test('80 % is compared with the households, not with a rounded share', () => {
    const atLeast80: Conditions = { consent: { kind: 'range', min: 80, max: null, unknown: false } }
    expect(passes(atLeast80, { consent: { agree: 4778, total: 5973 } })).toBe(false)
    expect(passes(atLeast80, { consent: { agree: 4779, total: 5973 } })).toBe(true)
    expect(passes(atLeast80, { consent: { agree: 80, total: 100 } })).toBe(true)
  })

  test('every share that can be typed with one decimal includes itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (tenths) => {
        const only: Conditions = {
          consent: { kind: 'range', min: tenths / 10, max: tenths / 10, unknown: false },
        }
        expect(passes(only, { consent: { agree: tenths, total: 1000 } })).toBe(true)
        expect(passes(only, { consent: { agree: tenths * 10 + 1, total: 10_000 } })).toBe(false)
      }),
    )
  })

  test('costs are typed in 万元 and kept in 元', () => {
    const cheap: Conditions = { cost: { kind: 'range', min: null, max: 480, unknown: false } }
    expect(passes(cheap, { cost: 4_800_000 })).toBe(true)
    expect(passes(cheap, { cost: 4_800_001 })).toBe(false)
  })

  test('what is not known is neither small nor large', () => {
    const range = (unknown: boolean): Conditions => ({
      score: { kind: 'range', min: 0, max: 100, unknown },
    })
    expect(passes(range(false), { score: null })).toBe(false)
    expect(passes(range(true), { score: null })).toBe(true)
    const onlyUnknown: Conditions = { score: { kind: 'range', min: null, max: null, unknown: true } }
    expect(passes(onlyUnknown, { score: null })).toBe(true)
    expect(passes(onlyUnknown, { score: 12 })).toBe(false)
  })

  test('values are ticked, the blank one too, and a part of the reasons is looked for', () => {
    const some: Conditions = { community: { kind: 'values', values: ['', '甲社区'] } }
    expect(passes(some, { community: null })).toBe(true)
    expect(passes(some, { community: '甲社区' })).toBe(true)
    expect(passes(some, { community: '乙社区' })).toBe(false)
    const lacking: Conditions = { reasons: { kind: 'contains', text: '还差' } }
    expect(passes(lacking, { reasons: ['同意率不足,还差3户'] })).toBe(true)
    expect(passes(lacking, { reasons: [] })).toBe(false)
  })

  test('all have to hold, save the one that is left out for its own value list', () => {
    const both: Conditions = {
      households: { kind: 'range', min: 300, max: null, unknown: false },
      selected: { kind: 'values', values: ['yes'] },
    }
    const small = aFeature('c1', [0, 0], { households: 100, selected: true }).properties
    expect(testOf(both)(small)).toBe(false)
    expect(testOf(both, 'households')(small)).toBe(true)
  })

  test('a link carries any of them there and back', () => {
    const bound = fc.option(
      fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100 + 0),
      { nil: null },
    )
    const condition = fc.oneof(
      fc.record({
        kind: fc.constant('values' as const),
        values: fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: 1, maxLength: 6 }),
      }),
      fc.record({
        kind: fc.constant('contains' as const),
        text: fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
          .filter((text) => text.trim() !== ''),
      }),
      fc
        .record({ kind: fc.constant('range' as const), min: bound, max: bound, unknown: fc.boolean() })
        .filter(({ min, max, unknown }) => min !== null || max !== null || unknown),
    )
    fc.assert(
      fc.property(condition, condition, (first, second) => {
        const conditions: Conditions = { name: first, cost: second }
        const address = new URLSearchParams({ columns: formatConditions(conditions) })
        expect(readConditions(new URLSearchParams(address.toString()).get('columns'))).toEqual(conditions)
      }),
    )
  })
})
