import { describe, expect, it } from 'vitest'
import type { Compound, ScoreSheet } from '#core/compound/compound.ts'
import { judgeCompound } from '#core/compound/eligibility.ts'
import type { CheckId, Verdict } from '#core/compound/verdict.ts'
import { metricsOf, scoreCompound } from '#core/programme/score.ts'
import { aCompound, COMPLETE_FACTS } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'

const { policy } = aProgramme()
const table = aScoringTable()
const COMPLETE: ScoreSheet = {
  facts: COMPLETE_FACTS,
  evidenceComplete: true,
  submittedOn: '2023-10-10',
  recheckedOn: null,
}

function judge(overrides: Partial<Compound>, gate: boolean | null = true) {
  const compound = aCompound(overrides)
  const score = scoreCompound(table, metricsOf(compound, policy.tierYears))
  return judgeCompound(compound, policy, 2024, { score, tierAAssured: gate, fiscalRoom: gate })
}

function verdictOf(overrides: Partial<Compound>, id: CheckId): Verdict | undefined {
  return judge(overrides).checks.find((check) => check.id === id)?.verdict
}

describe('eligibility', () => {
  it('finds a compound in order eligible, with twelve checks and no reason against it', () => {
    const judged = judge({})
    expect(judged.eligibility).toBe('eligible')
    expect(judged.reasons).toEqual([])
    expect(judged.checks.map((check) => check.id).join()).toBe('P0,P1,P2,P3,P4,P5,P6,P7,P8,P9,P10,P11')
    expect(judged.checks.every((check) => check.verdict === 'pass' && check.clause !== '')).toBe(true)
  })

  it.each<[CheckId, Partial<Compound>, Partial<Compound>]>([
    ['P0', { inDistrict: false }, { inDistrict: null }],
    ['P1', { housingKind: 'urban_village' }, { housingKind: null }],
    ['P2', { builtYear: 2010, buildings: [] }, { builtYear: null, buildings: [] }],
    ['P4', { consent: { agree: 95, total: 120 } }, { consent: null }],
    [
      'P5',
      { management: { mode: 'self_management', feeAgreed: false, confirmed: null } },
      { management: null },
    ],
    ['P6', { demolitionPlanned: true }, { demolitionPlanned: null }],
    ['P7', { application: false }, { application: null }],
    [
      'P10',
      { heritage: { listed: true, protectionPlan: false } },
      { heritage: { listed: true, protectionPlan: null } },
    ],
  ])('%s is three-valued: refuted makes ineligible, open makes unverified', (id, refuted, open) => {
    expect(verdictOf(refuted, id)).toBe('fail')
    expect(judge(refuted).eligibility).toBe('ineligible')
    expect(verdictOf(open, id)).toBe('unknown')
    expect(judge(open).eligibility).toBe('unverified')
    expect(judge(open).reasons.length).toBeGreaterThan(0)
  })

  it('prints every failing check, not the first alone, each with its clause', () => {
    const { reasons, eligibility } = judge({
      inDistrict: false,
      demolitionPlanned: true,
      consent: { agree: 95, total: 120 },
      application: null,
    })
    expect(eligibility).toBe('ineligible')
    expect(reasons).toEqual([
      '不在海港区范围内〔海政办通〔2023〕42号 三(一)〕',
      '同意95户/120户=79.1%,需达到80%(96户),还差1户〔海政办通〔2023〕42号 三(二)〕',
      '已列入拆改计划〔海政办通〔2023〕42号 三(二)〕',
      '是否已提交改造申请待核实〔海政办通〔2023〕42号 三(一)〕',
    ])
  })

  it('gives the number of doors still missing', () => {
    const consent = judge({
      buildings: [],
      declared: { buildings: 130, households: 5973, floorArea: 1 },
      consent: { agree: 4778, total: 5973 },
    })
    expect(consent.checks.find((check) => check.id === 'P4')).toMatchObject({
      verdict: 'fail',
      missing: 1,
      numbers: { agree: 4778, total: 5973, needed: 4779, percent: '79.9%' },
    })
  })

  it('waits when survey and register count the households so differently that it matters', () => {
    expect(verdictOf({ consent: { agree: 90, total: 100 } }, 'P4')).toBe('unknown')
    expect(verdictOf({ consent: { agree: 110, total: 110 } }, 'P4')).toBe('pass')
    expect(verdictOf({ consent: { agree: 10, total: 100 } }, 'P4')).toBe('fail')
    expect(verdictOf({ consent: { agree: 130, total: 120 } }, 'P4')).toBe('unknown')
  })

  it('names what the sheet lacks and never takes it for 0', () => {
    const facts = { ...COMPLETE_FACTS, safetyHazard: null, autonomy: { 已成立业主委员会或物管会: true } }
    const judged = judge({ scoreSheet: { ...COMPLETE, facts, evidenceComplete: false } })
    const sheet = judged.checks.find((check) => check.id === 'P8')
    expect(judged.eligibility).toBe('unverified')
    expect(sheet).toMatchObject({ verdict: 'unknown', missing: 3 })
    expect(sheet?.reason).toContain('待补佐证:安全隐患、自治组织与党建:小区党组织健全、佐证资料')
    expect(verdictOf({ scoreSheet: null }, 'P8')).toBe('unknown')
    expect(verdictOf({ scoreSheet: { ...COMPLETE, submittedOn: null } }, 'P8')).toBe('unknown')
  })

  it('holds a compound renovated in an earlier year for renovated, and for nothing else', () => {
    expect(judge({ renovatedYear: 2023, demolitionPlanned: true }).eligibility).toBe('renovated')
    expect(judge({ renovatedYear: 2023 }).reasons[0]).toContain('已于2023年改造')
    expect(judge({ renovatedYear: 2024 }).eligibility).toBe('eligible')
    expect(judge({ renovatedYear: 2025 }).eligibility).toBe('eligible')
  })

  it('makes tier B conditional, whether the gate is open, shut or not worked out', () => {
    for (const [gate, verdict] of [
      [true, 'pass'],
      [false, 'fail'],
      [null, 'unknown'],
    ] as const) {
      const judged = judge({ builtYear: 2003, buildings: [] }, gate)
      expect(judged.eligibility).toBe('conditional')
      expect(judged.checks[11]).toMatchObject({ id: 'P11', verdict })
      expect(judged.reasons).toHaveLength(1)
      expect(judged.reasons[0]).toContain('2001–2005年小区:须先确保2000年底前任务且财政可承受')
    }
  })

  it('bars no ownership and takes maintenance for a track of its own', () => {
    for (const ownership of ['military', 'retired_cadre', 'state_enterprise', 'unknown'] as const) {
      expect(judge({ ownership }).eligibility).toBe('eligible')
    }
    expect(judge({ maintenanceOnly: true }).eligibility).toBe('eligible')
    expect(judge({ maintenanceOnly: true, consent: null }).eligibility).toBe('unverified')
  })
})
