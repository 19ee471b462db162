import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompoundProperties } from '#core/api/compounds.ts'
import { aFeature } from '#tests/builders/feature-builder.ts'
import { testOf } from '#web/attributes/conditions.ts'
import { codeBars, conditionOf, histogram, isOn, toggled } from '#web/charts/bars.ts'

const compound = (properties: Partial<CompoundProperties>): CompoundProperties =>
  aFeature('x', [0, 0], properties).properties
const drawn = fc
  .record({
    score: fc.option(fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100)),
    households: fc.integer({ min: 1, max: 900 }),
    cost: fc.integer({ min: 0, max: 50_000_000 }),
    builtYear: fc.option(fc.integer({ min: 1955, max: 2010 })),
    agree: fc.integer({ min: 0, max: 900 }),
  })
  .map(({ agree, ...one }) =>
    compound({ ...one, consent: { agree: Math.min(agree, one.households), total: one.households } }),
  )
const many = fc.array(drawn, { minLength: 1, maxLength: 60 })

describe('the bars of a chart', () => {
  test('hold every compound once, and any run of them is just what its condition lets through', () => {
    fc.assert(
      fc.property(
        many,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(['score', 5], ['builtYear', 5], ['consent', 2]),
        (all, a, b, [id, width]) => {
          if (id !== 'score' && id !== 'builtYear' && id !== 'consent') return
          const bars = histogram(all, id, Number(width))
          expect(bars.reduce((sum, bar) => sum + bar.compounds, 0)).toBe(all.length)
          expect(bars.reduce((sum, bar) => sum + bar.cost, 0)).toBe(
            all.reduce((sum, one) => sum + one.cost, 0),
          )
          const [first, last] = [a % bars.length, b % bars.length].sort((x, y) => x - y)
          const condition = conditionOf(bars, first ?? 0, last ?? 0)
          if (condition === null) return
          const through = all.filter(testOf({ [id]: condition }))
          const wanted = bars.slice(first, (last ?? 0) + 1)
          expect(through.length).toBe(wanted.reduce((sum, bar) => sum + bar.compounds, 0))
          expect(bars.map((bar) => isOn(bar, condition))).toEqual(
            bars.map((_, at) => at >= (first ?? 0) && at <= (last ?? 0)),
          )
        },
      ),
    )
  })

  test('put 4778 of 5973 below the line of 80 and 4779 above it', () => {
    const of = (agree: number): CompoundProperties => compound({ consent: { agree, total: 5973 } })
    const bars = histogram([of(4778), of(4779)], 'consent', 1)
    expect(bars.map(({ from, compounds }) => [from, compounds])).toEqual([
      [79, 1],
      [80, 1],
    ])
  })

  test('grow wider where one far value would make hundreds of them', () => {
    const bars = histogram(
      [1, 9000].map((cost) => compound({ cost, floorArea: 1 })),
      'unitCost',
      50,
    )
    expect(bars.length).toBeLessThanOrEqual(33)
    expect(bars.reduce((sum, bar) => sum + bar.compounds, 0)).toBe(2)
  })

  test('stand for codes in their order, the unknown among them, and turn on and off', () => {
    const all = ['A', 'A', 'B'].map((tier) => compound({ tier: tier as 'A' | 'B' }))
    const bars = codeBars(all, 'tier', ['A', 'B', 'none'])
    expect(bars.map(({ compounds }) => compounds)).toEqual([2, 1, 0])
    const first = toggled(bars, 0, undefined)
    expect(first).toEqual({ kind: 'values', values: ['A'] })
    expect(bars.map((bar) => isOn(bar, first ?? undefined))).toEqual([true, false, false])
    expect(toggled(bars, 1, first ?? undefined)).toEqual({ kind: 'values', values: ['A', 'B'] })
    expect(toggled(bars, 0, first ?? undefined)).toBeNull()
  })

  test('are none where there is nothing', () => {
    expect(histogram([], 'score', 5)).toEqual([])
    expect(conditionOf([], 0, 0)).toBeNull()
  })
})
