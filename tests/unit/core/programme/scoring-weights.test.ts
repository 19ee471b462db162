import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCriterion, type MetricValue } from '#core/programme/score-rules.ts'
import { sumOfMaxima, validateScoringTable } from '#core/programme/scoring-table-faults.ts'
import type { ScoringCriterion } from '#core/programme/scoring-table.ts'
import { spreadWeights, withMaximum } from '#core/programme/scoring-weights.ts'
import { aScoringTable } from '#tests/builders/programme-builder.ts'

const table = aScoringTable()

describe('weights of a draft', () => {
  it('scale the rule along, so that it still gives exactly the maximum', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...table.criteria),
        fc.integer({ min: 1, max: 6000 }),
        (criterion, hundredths) => {
          const scaled = withMaximum(criterion, hundredths / 100)
          const criteria = table.criteria.map((one) => (one.id === scaled.id ? scaled : one))
          const about = validateScoringTable({ ...table, criteria }).filter((fault) =>
            fault.includes(scaled.label),
          )
          expect(about).toEqual([])
        },
      ),
    )
  })

  it('spread to 100 whatever they were, and leave those kept alone', () => {
    const maxima = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 11, maxLength: 11 })
    fc.assert(
      fc.property(maxima, fc.subarray(table.criteria.map(({ id }) => id)), (tenths, kept) => {
        const criteria = table.criteria.map((one, at) => withMaximum(one, (tenths[at] ?? 1) / 10))
        const spread = spreadWeights({ ...table, criteria }, new Set(kept))
        const held = sumOfMaxima(criteria.filter(({ id }) => kept.includes(id)))
        const others = criteria.length - kept.length
        if (others === 0 || 100 - held < others) return
        expect(sumOfMaxima(spread.criteria)).toBe(100)
        expect(validateScoringTable(spread)).toEqual([])
        for (const id of kept) {
          expect(spread.criteria.find((one) => one.id === id)).toEqual(criteria.find((one) => one.id === id))
        }
      }),
    )
  })

  it('stay as they are where nothing is left to share out', () => {
    const heavy = {
      ...table,
      criteria: table.criteria.map((one, at) => (at === 0 ? withMaximum(one, 100) : one)),
    }
    expect(spreadWeights(heavy, new Set(['age']))).toBe(heavy)
  })
})

describe('every kind of rule', () => {
  it('gives between 0 and its maximum for any fact, scaled or not, or says what is missing', () => {
    const fact = (criterion: ScoringCriterion): fc.Arbitrary<MetricValue> => {
      const { rule } = criterion
      const items = (labels: readonly string[], values: readonly (string | boolean | null)[]) =>
        fc.record(Object.fromEntries(labels.map((label) => [label, fc.constantFrom(...values)])))
      switch (rule.type) {
        case 'steps':
        case 'linear':
          return fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.constant(null))
        case 'enum':
          return fc.constantFrom(...Object.keys(rule.values), '别的', null)
        case 'sum':
          return items(
            rule.parts.map(([label]) => label),
            [true, false, null],
          )
        case 'checklist':
          return items(
            rule.items.map(([label]) => label),
            [...Object.keys(rule.grades), null],
          )
      }
    }
    const asked = fc
      .tuple(fc.constantFrom(...table.criteria), fc.integer({ min: 1, max: 9000 }))
      .map(([criterion, hundredths]) => withMaximum(criterion, hundredths / 100))
      .chain((criterion) => fc.tuple(fc.constant(criterion), fact(criterion)))
    fc.assert(
      fc.property(asked, ([criterion, value]) => {
        const { hundredths, missing } = applyCriterion(criterion, value)
        if (hundredths === null) expect(missing.length).toBeGreaterThan(0)
        else {
          expect(hundredths).toBeGreaterThanOrEqual(0)
          expect(hundredths).toBeLessThanOrEqual(Math.round(criterion.max * 100))
        }
      }),
    )
  })
})
