import { describe, expect, it } from 'vitest'
import { validateScoringTable } from '#core/programme/scoring-table-faults.ts'
import { maximumOf, type ScoringCriterion, type ScoringTable } from '#core/programme/scoring-table.ts'
import { aScoringTable } from '#tests/builders/programme-builder.ts'

const table = aScoringTable()

function withCriterion(id: string, change: Partial<ScoringCriterion>): ScoringTable {
  return {
    ...table,
    criteria: table.criteria.map((criterion) =>
      criterion.id === id ? { ...criterion, ...change } : criterion,
    ),
  }
}

describe('a scoring sheet before it is used', () => {
  it('is sound as shipped: 11 criteria, 100 points, each rule reaching its maximum', () => {
    expect(validateScoringTable(table)).toEqual([])
    expect(table.criteria).toHaveLength(11)
    for (const { rule, max } of table.criteria) expect(maximumOf(rule)).toBe(max)
  })

  it('is refused with a sum of 99', () => {
    const lowered = withCriterion('cluster', {
      max: 1,
      rule: { type: 'enum', values: { 与拟改小区相邻: 1, 独立: 0 } },
    })
    expect(validateScoringTable(lowered)).toEqual(['各项满分合计99分,应为100分'])
  })

  it('is refused where a rule cannot reach its maximum, or goes beyond', () => {
    const beyond = withCriterion('safety', { rule: { type: 'enum', values: { 重大: 5, 无: 0 } } })
    expect(validateScoringTable(beyond)).toEqual(['「安全隐患」规则最高可得5分,与满分4分不一致'])
  })

  it('is refused for points below 0, steps out of order, twins', () => {
    const steps = {
      type: 'steps',
      dir: 'atMost',
      steps: [
        [2000, 10],
        [1980, -1],
      ],
    } as const
    const twins = {
      type: 'sum',
      parts: [
        ['同', 3],
        ['同', 3],
      ],
    } as const
    const faulty = { ...withCriterion('age', { rule: steps }), total: 100 }
    expect(validateScoringTable(faulty)).toEqual([
      '「建成年代」的分值应为不小于0的数',
      '「建成年代」的分档界限未按顺序排列',
    ])
    expect(validateScoringTable(withCriterion('participation', { rule: twins }))).toEqual([
      '「居民参与程度」的子项名称重复',
    ])
    expect(validateScoringTable({ ...table, criteria: [...table.criteria, ...table.criteria] })).toContain(
      '评分项编号重复:age',
    )
  })
})
