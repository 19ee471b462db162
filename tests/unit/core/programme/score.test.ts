import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyCriterion, type MetricValue } from '#core/programme/score-rules.ts'
import { metricsOf, scoreCompound } from '#core/programme/score.ts'
import type { ScoringCriterion, ScoringRule } from '#core/programme/scoring-table.ts'
import { aCompound, aPlainCompound, COMPLETE_FACTS } from '#tests/builders/compound-builder.ts'
import { aScoringTable } from '#tests/builders/programme-builder.ts'

const table = aScoringTable()
const YEARS = { A: 2000, B: 2005 }

function criterion(rule: ScoringRule, more: Partial<ScoringCriterion> = {}): ScoringCriterion {
  return {
    id: 'x',
    group: '现状',
    label: '项',
    max: 10,
    metric: 'x',
    evidence: [],
    source: [],
    rule,
    ...more,
  }
}

function points(rule: ScoringRule, value: MetricValue, more: Partial<ScoringCriterion> = {}): number | null {
  const { hundredths } = applyCriterion(criterion(rule, more), value)
  return hundredths === null ? null : hundredths / 100
}

describe('the scoring sheet', () => {
  it('scores a complete sheet criterion by criterion', () => {
    const score = scoreCompound(table, metricsOf(aCompound(), YEARS))
    expect(Object.fromEntries(score.criteria.map(({ id, points: given }) => [id, given]))).toEqual({
      age: 8,
      damage: 8.5,
      infra: 9,
      safety: 2,
      consent: 15,
      participation: 6,
      autonomy: 8,
      funding: 5,
      longterm: 7,
      demolish: 2,
      cluster: 0,
    })
    expect(score).toMatchObject({ total: 70.5, needOnly: 27.5, max: 100, tableId: 'haigang-default-v1' })
  })

  it('takes the steps of age at their edges', () => {
    const age = table.criteria.find(({ id }) => id === 'age')
    const scores = [1950, 1980, 1981, 1985, 1990, 1995, 2000, 2001, 2005, 2006].map((year) =>
      age === undefined ? null : applyCriterion(age, year).hundredths,
    )
    expect(scores).toEqual([1000, 1000, 900, 900, 800, 600, 500, 200, 200, 0])
  })

  it('climbs steps that have to be reached', () => {
    const rule: ScoringRule = {
      type: 'steps',
      dir: 'atLeast',
      steps: [
        [90, 10],
        [50, 4],
      ],
    }
    expect([95, 90, 89, 50, 49].map((value) => points(rule, value))).toEqual([10, 10, 4, 4, 0])
  })

  it('draws consent from 80 % to 100 % by exact shares and gives nothing below the gate', () => {
    const consent = (agree: number, households: number): number | null | undefined => {
      const compound = aPlainCompound('x', { agree, households })
      const scored = scoreCompound(table, metricsOf(compound, YEARS))
      return scored.criteria.find(({ id }) => id === 'consent')?.points
    }
    expect(consent(4778, 5973)).toBe(0)
    expect(consent(4779, 5973)).toBe(10.01)
    expect(consent(80, 100)).toBe(10)
    expect(consent(85, 100)).toBe(12.5)
    expect(consent(100, 100)).toBe(20)
  })

  it('rounds a line half up to 0.01, as BigInt arithmetic does', () => {
    const rule: ScoringRule = { type: 'linear', from: [800, 10], to: [1000, 20], clamp: true }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (total, raw) => {
        const agree = Math.min(raw, total)
        const clamped = (value: bigint): bigint => (value < 1000n ? 1000n : value > 2000n ? 2000n : value)
        const dividend = BigInt(agree * 1000 - 800 * total) * 1000n
        const divisor = 200n * BigInt(total)
        const doubled = 2n * dividend + divisor
        const rounded = doubled >= 0n ? doubled / (2n * divisor) : -1n
        const exact = Number(clamped(1000n + rounded)) / 100
        expect(points(rule, { numerator: agree * 1000, denominator: total })).toBe(exact)
      }),
    )
  })

  it('never scores a missing fact as 0', () => {
    for (const { id, metric } of table.criteria) {
      const metrics = { ...metricsOf(aCompound(), YEARS), [metric]: null }
      const score = scoreCompound(table, metrics)
      expect(score.total).toBeNull()
      expect(score.criteria.find((scored) => scored.id === id)).toMatchObject({ points: null })
      expect(score.criteria.find((scored) => scored.id === id)?.missing.length).toBeGreaterThan(0)
    }
  })

  it('names the items still open, and takes a value the sheet does not know for missing', () => {
    const facts = { ...COMPLETE_FACTS, safetyHazard: '较大', longterm: { 物业费标准已议定: true } }
    const sheet = { facts, evidenceComplete: true, submittedOn: null, recheckedOn: null }
    const score = scoreCompound(table, metricsOf(aCompound({ scoreSheet: sheet }), YEARS))
    const missing = score.criteria.flatMap((scored) => scored.missing)
    expect(missing).toEqual([
      '安全隐患:「较大」不在评分表内',
      '改造后长效管理:管理模式共识已书面(线上)确认',
      '改造后长效管理:维修资金续筹方案',
    ])
    expect(score.needOnly).toBeNull()
  })

  it('takes year and consent from the register, whatever a sheet claims', () => {
    const facts = { ...COMPLETE_FACTS, builtYear: 1900, consentPermille: 1000 }
    const sheet = { facts, evidenceComplete: true, submittedOn: null, recheckedOn: null }
    const metrics = metricsOf(aCompound({ scoreSheet: sheet }), YEARS)
    expect(metrics).toMatchObject({
      builtYear: 1988,
      consentPermille: { numerator: 108_000, denominator: 120 },
    })
  })

  it('stays between 0 and the maximum whatever the facts', () => {
    const fact = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.dictionary(fc.string(), fc.boolean()),
    )
    fc.assert(
      fc.property(fc.record({ metrics: fc.array(fact, { minLength: 11, maxLength: 11 }) }), ({ metrics }) => {
        const named = Object.fromEntries(table.criteria.map(({ metric }, at) => [metric, metrics[at]]))
        for (const { points: given, max } of scoreCompound(table, named).criteria) {
          if (given === null) continue
          expect(given).toBeGreaterThanOrEqual(0)
          expect(given).toBeLessThanOrEqual(max)
        }
      }),
    )
  })
})
