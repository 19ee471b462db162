import { describe, expect, it } from 'vitest'
import type { ReviewColumn, ReviewEntry } from '#core/compound/score-sheet.ts'
import { reviewFaults } from '#core/programme/review-faults.ts'
import { metricsOf } from '#core/programme/score.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aScoringTable } from '#tests/builders/programme-builder.ts'
import { aReviewedSheet, anEntry, entriesOf, SIGNED } from '#tests/builders/review-builder.ts'

const table = aScoringTable()
const metrics = metricsOf(aCompound(), { A: 2000, B: 2005 })
const sheet = aReviewedSheet({ self: entriesOf(), township: entriesOf() })

function faultsOf(column: ReviewColumn, id: string, entry: Partial<ReviewEntry>): readonly string[] {
  const entries = { [id]: anEntry(entry) }
  return reviewFaults(table, sheet, { column, entries }, metrics).map(({ message }) => message)
}

describe('a column handed in', () => {
  it('is taken when it says the same, or says why not', () => {
    expect(faultsOf('township', 'safety', { fact: '一般' })).toEqual([])
    expect(faultsOf('recheck', 'safety', { fact: '重大', ...SIGNED })).toEqual([])
    expect(faultsOf('recheck', 'age', { reviewers: ['甲', '乙'] })).toEqual([])
  })

  it('is refused for points out of bounds, naming criterion, value and maximum', () => {
    const typed = (points: number) => faultsOf('recheck', 'safety', { points, ...SIGNED })
    expect(typed(4.5)).toEqual(['「安全隐患」4.5分超过满分4分'])
    expect(typed(-1)).toEqual(['「安全隐患」的分值应为0至4分,现为-1'])
    expect(typed(1.234)).toEqual(['「安全隐患」的分值最多两位小数,现为1.234'])
    expect([0, 1.1, 2.3, 3.99, 4].flatMap(typed)).toEqual([])
  })

  it('is refused for a change without reason, evidence or the second reviewer', () => {
    expect(faultsOf('township', 'safety', { fact: '重大' })).toEqual([
      '「安全隐患」与前一栏不同,须写明理由',
      '「安全隐患」与前一栏不同,须附佐证(带定位照片或文件)',
    ])
    expect(faultsOf('recheck', 'safety', { fact: '重大', ...SIGNED, reviewers: ['甲', ' 甲 '] })).toEqual([
      '「安全隐患」实地复核须有2名复核人,现有1名',
    ])
    expect(faultsOf('self', 'safety', { points: 4 })).toEqual(['「安全隐患」直接填写分值,须写明理由'])
  })

  it('sees a fact that changed though the points did not', () => {
    const entry = anEntry({ fact: { 屋面渗漏: '一般', 外墙脱落开裂: '严重' } })
    const before = aReviewedSheet({
      self: { damage: anEntry({ fact: { 屋面渗漏: '严重', 外墙脱落开裂: '一般' } }) },
    })
    const faults = reviewFaults(table, before, { column: 'township', entries: { damage: entry } }, metrics)
    expect(faults.map(({ field }) => field)).toEqual(['entries.damage.reason', 'entries.damage.evidence'])
  })

  it.each([
    ['safety', '较大', '「安全隐患」应为 重大、一般、无 之一'],
    ['funding', '很多', '「居民与产权单位出资」应为数字'],
    ['autonomy', { 党建: true }, '「自治组织与党建」没有子项「党建」'],
    ['autonomy', { 小区党组织健全: '是' }, '「自治组织与党建」的「小区党组织健全」应为是或否'],
    ['damage', { 屋面渗漏: '很重' }, '「失养失修破损程度」的「屋面渗漏」应为严重、一般、无 之一'],
    ['age', 1970, '「建成年代」的事实取自小区台账,不在评分表填写;如有不符,请在实地复核中登记认定'],
  ])('is refused for a fact that does not fit %s', (id, fact, message) => {
    expect(faultsOf('self', id, { fact })).toEqual([message])
  })

  it('is refused for a criterion the sheet does not have and a finding without proof', () => {
    expect(faultsOf('self', 'beauty', {})).toEqual(['评分表没有评分项「beauty」'])
    const finding = {
      fact: 'builtYear',
      found: 1990,
      reason: '',
      evidence: [],
      reviewers: ['甲'],
      on: '',
    } as const
    const edit = { column: 'recheck' as const, entries: {}, findings: [finding] }
    expect(reviewFaults(table, sheet, edit, metrics)).toHaveLength(3)
  })
})
