import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldDifferences } from '#core/audit/difference.ts'

test('names each field that changed, with its values', () => {
  const before = { name: '甲', consent: { agree: 400, total: 500 }, tags: [1, 2], stage: 'draft' }
  const after = { name: '甲', consent: { agree: 420, total: 500 }, tags: [1, 3], address: '文化路 1 号' }
  expect(fieldDifferences(before, after)).toEqual([
    { field: 'address', before: undefined, after: '文化路 1 号' },
    { field: 'consent.agree', before: 400, after: 420 },
    { field: 'stage', before: 'draft', after: undefined },
    { field: 'tags', before: [1, 2], after: [1, 3] },
  ])
})

test('a record that came or went is told by its fields; unknown twice is no change', () => {
  expect(fieldDifferences(null, { a: 1 })).toEqual([{ field: 'a', before: undefined, after: 1 }])
  expect(fieldDifferences({ a: { b: 1 } }, null)).toEqual([{ field: 'a.b', before: 1, after: undefined }])
  expect(fieldDifferences({ a: null }, {})).toEqual([])
})

test('nothing differs from itself, and back is the mirror of forth', () => {
  const record = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 })
  fc.assert(
    fc.property(record, (one) => {
      expect(fieldDifferences(one, structuredClone(one))).toEqual([])
    }),
  )
  fc.assert(
    fc.property(record, record, (one, other) => {
      const back = fieldDifferences(other, one).map(({ field, before, after }) => ({
        field,
        before: after,
        after: before,
      }))
      expect(back).toEqual(fieldDifferences(one, other))
    }),
  )
})
