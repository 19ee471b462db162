import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextSort, sortCompounds, type SortBy } from '#web/attributes/sort.ts'
import { rankOfCode } from '#web/attributes/words.ts'
import { aFeature } from '#tests/builders/feature-builder.ts'

const ids = (features: readonly { id: string }[]): string[] => features.map((feature) => feature.id)

describe('the order of the table', () => {
  test('several keys, the first counts most, and equal rows stay as they were', () => {
    const rows = [
      aFeature('c1', [0, 0], { subdistrict: '文化路街道', households: 10 }),
      aFeature('c2', [0, 0], { subdistrict: '港城大街街道', households: 30 }),
      aFeature('c3', [0, 0], { subdistrict: '文化路街道', households: 20 }),
      aFeature('c4', [0, 0], { subdistrict: '文化路街道', households: 20 }),
    ]
    const keys: readonly SortBy[] = [
      { id: 'subdistrict', descending: true },
      { id: 'households', descending: true },
    ]
    expect(ids(sortCompounds(rows, keys, rankOfCode))).toEqual(['c3', 'c4', 'c1', 'c2'])
  })

  test('verdicts go by their meaning, shares by the exact fraction', () => {
    const verdicts = [
      aFeature('bad', [0, 0], { eligibility: 'ineligible' }),
      aFeature('open', [0, 0], { eligibility: 'unverified' }),
      aFeature('good', [0, 0], { eligibility: 'eligible' }),
    ]
    expect(ids(sortCompounds(verdicts, [{ id: 'eligibility', descending: false }], rankOfCode))).toEqual([
      'good',
      'open',
      'bad',
    ])
    const shares = [
      aFeature('over', [0, 0], { consent: { agree: 4779, total: 5973 } }),
      aFeature('exact', [0, 0], { consent: { agree: 4, total: 5 } }),
      aFeature('under', [0, 0], { consent: { agree: 4778, total: 5973 } }),
    ]
    expect(ids(sortCompounds(shares, [{ id: 'consent', descending: false }], rankOfCode))).toEqual([
      'under',
      'exact',
      'over',
    ])
  })

  test('what is not known stands last, upwards and downwards, and nothing is lost', () => {
    const scores = fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }), { maxLength: 40 })
    fc.assert(
      fc.property(scores, fc.boolean(), (values, descending) => {
        const rows = values.map((score, at) => aFeature(`c${at}`, [0, 0], { score }))
        const sorted = sortCompounds(rows, [{ id: 'score', descending }], rankOfCode)
        expect(ids(sorted).toSorted()).toEqual(ids(rows).toSorted())
        const read = sorted.map((feature) => feature.properties.score)
        const known = read.filter((score) => score !== null)
        expect(read.slice(known.length).every((score) => score === null)).toBe(true)
        expect(known).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)))
      }),
    )
  })

  test('a click goes up, down, off; Shift keeps the other keys', () => {
    const up: SortBy = { id: 'score', descending: false }
    expect(nextSort([], 'score', false)).toEqual([up])
    expect(nextSort([up], 'score', false)).toEqual([{ id: 'score', descending: true }])
    expect(nextSort([{ id: 'score', descending: true }], 'score', false)).toEqual([])
    expect(nextSort([up], 'cost', false)).toEqual([{ id: 'cost', descending: false }])
    expect(nextSort([up], 'cost', true)).toEqual([up, { id: 'cost', descending: false }])
    expect(nextSort([up, { id: 'cost', descending: true }], 'cost', true)).toEqual([up])
  })
})
