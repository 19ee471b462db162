import { describe, expect, it } from 'vitest'
import { scoringTableChanges } from '#core/programme/scoring-table-diff.ts'
import { withMaximum } from '#core/programme/scoring-weights.ts'
import { aScoringTable } from '#tests/builders/programme-builder.ts'

const table = aScoringTable()

describe('two versions of a sheet', () => {
  it('differ in nothing but what was changed', () => {
    expect(scoringTableChanges(table, aScoringTable())).toEqual([])
  })

  it('name maxima, rules, additions and removals', () => {
    const [first, second, ...others] = table.criteria
    if (first === undefined || second === undefined) throw new Error('a sheet without criteria')
    const heavier = withMaximum(first, 12)
    const fresh = { ...second, id: 'new', label: '新项' }
    const gated = others.map((one) =>
      one.id === 'funding' ? { ...one, gate: { op: '>=' as const, value: 10 } } : one,
    )
    expect(scoringTableChanges(table, { ...table, criteria: [heavier, ...gated, fresh] })).toEqual([
      { id: 'age', label: '建成年代', kind: 'changed', max: { before: 10, after: 12 }, rule: true },
      { id: 'funding', label: '居民与产权单位出资', kind: 'changed', rule: true },
      { id: 'new', label: '新项', kind: 'added', max: { before: 0, after: 12 }, rule: false },
      {
        id: 'damage',
        label: '失养失修破损程度',
        kind: 'removed',
        max: { before: 12, after: 0 },
        rule: false,
      },
    ])
  })
})
