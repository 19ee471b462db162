import { describe, expect, test } from 'vitest'
import { DICTIONARY } from '#core/import/dictionary.ts'
import { isRemark } from '#core/import/remark-row.ts'
import { findHead } from '#server/import/source/find-head.ts'

const WELLS = DICTIONARY.wells.fields

describe('the head of a table', () => {
  test('stands below a title and a line of units', () => {
    const rows = [
      ['检查井一览表', null, null],
      ['单位:m', null, null],
      ['物探点号', '地面高程(m)', '类型'],
    ]
    expect(findHead(rows, WELLS)).toEqual({ at: 2, columns: ['物探点号', '地面高程(m)', '类型'] })
  })

  test('may have two rows, where the lower one parts merged headings', () => {
    const rows = [
      ['序号', '物探点号', '坐标(m)', null, '地面高程(m)'],
      [null, null, 'X(北)', 'Y(东)', null],
      [1, 'YS-1', 4421352.5, 465680.4, 7.3],
    ]
    expect(findHead(rows, WELLS)).toEqual({
      at: 1,
      columns: ['序号', '物探点号', 'X(北)', 'Y(东)', '地面高程(m)'],
    })
  })

  test('does not take the first row of data for a second row of headings', () => {
    const rows = [
      ['物探点号', '类型', null],
      ['YS-1', '检查井', '无名列'],
    ]
    expect(findHead(rows, WELLS)?.at).toBe(0)
  })
})

describe('a line of words under a table', () => {
  test.each(['填报人:____    审核人:____', '注:高程为 1985 国家高程基准', '由 李明 于 2026-03-01 导出'])(
    '%s is no row',
    (words) => expect(isRemark([words, null, '', null])).toBe(true),
  )

  test.each([
    ['an id alone, whose row lacks everything else', ['YS-1', null, null]],
    ['a number', [12, null, null]],
    ['words beside values', ['注:见图', null, 3]],
    ['a table of two columns', ['注:见图', null]],
  ])('%s is one, and is checked', (_, cells) => expect(isRemark(cells)).toBe(false))
})
