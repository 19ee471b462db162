import { describe, expect, test } from 'vitest'
import { toCsv, toTsv } from '#web/panels/table/table-text.ts'
import { aFeature } from '#tests/builders/feature-builder.ts'

const compounds = [
  aFeature('c1', [0, 0], {
    name: '甲,"乙"小区',
    score: 77,
    cost: 12_345_678,
    consent: { agree: 4778, total: 5973 },
  }).properties,
  aFeature('c2', [0, 0], {
    name: '=HYPERLINK("x")',
    score: null,
    cost: 4_800_000,
    consent: { agree: 108, total: 120 },
    reasons: ['一', '二'],
  }).properties,
]
const table = {
  columns: ['name', 'cost', 'consent', 'score', 'reasons'] as const,
  compounds,
  headOf: (id: string) => `[${id}]`,
  words: () => null,
}

describe('what leaves the table', () => {
  test('CSV that Excel reads: mark, note first, quotes doubled, money in 元, a share cut and not rounded up', () => {
    const lines = toCsv(table, '示例数据').split('\r\n')
    expect(lines[0]).toBe('\ufeff示例数据')
    expect(lines[1]).toBe('[name],[cost],[consent],[score],[reasons]')
    expect(lines[2]).toBe('"甲,""乙""小区",12345678,79.99,77,')
  })

  test('a name is never run as a formula, and what is not known stays empty', () => {
    expect(toCsv(table, '')).toContain(`"'=HYPERLINK(""x"")",4800000,90,,"一\n二"`)
  })

  test('the clipboard gets one line a compound, whatever stands in a cell', () => {
    const lines = toTsv(table).split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]?.split('\t')).toEqual([`'=HYPERLINK("x")`, '4800000', '90', '', '一 二'])
  })
})
