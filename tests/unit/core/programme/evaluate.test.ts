import { describe, expect, it } from 'vitest'
import { evaluateProgramme, selectProgramme } from '#core/programme/evaluate.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import { aCompound, aPlainCompound, COMPLETE_FACTS } from '#tests/builders/compound-builder.ts'
import { aProgramme, aScoringTable } from '#tests/builders/programme-builder.ts'

const scoringTable = aScoringTable()
const programme = aProgramme({}, 10_000_000)

/** Agreement in households of 100 orders the compounds: more consent, more points. */
const register = [
  aPlainCompound('b1', { builtYear: 2003, agree: 100, cost: 2_000_000 }),
  aPlainCompound('a2', { agree: 90, cost: 3_000_000 }),
  aPlainCompound('a1', { agree: 95, cost: 4_000_000 }),
  aPlainCompound('short', { agree: 79 }),
  aPlainCompound('old', {}, { renovatedYear: 2023 }),
  aPlainCompound('open', {}, { consent: null }),
]

describe('evaluating a programme', () => {
  it('judges, ranks tier A before tier B and selects down the ranking', () => {
    const evaluation = evaluateProgramme({ programme, scoringTable, compounds: register })
    expect(evaluation.ranking.map(({ compoundId, rank, selected }) => [compoundId, rank, selected])).toEqual([
      ['a1', 1, true],
      ['a2', 2, true],
      ['b1', 3, true],
      ['short', null, false],
      ['old', null, false],
      ['open', null, false],
    ])
    expect(evaluation.totals).toMatchObject({
      compounds: 3,
      households: 300,
      cost: 9_000_000,
      tierA: 2,
      tierB: 1,
    })
    expect(evaluation.remaining).toBe(1_000_000)
    expect(evaluation.registerCounts).toEqual({
      total: 6,
      eligible: 2,
      conditional: 1,
      unverified: 1,
      ineligible: 1,
      renovated: 1,
    })
    expect([...evaluation.judgements.keys()]).toEqual(register.map(({ id }) => id))
    expect(evaluation.judgements.get('b1')?.reasons[0]).toContain('2000年底前任务已确保,资金可承受')
  })

  it('gives every compound left out a reason, and sums down to the line', () => {
    const { ranking } = evaluateProgramme({ programme, scoringTable, compounds: register, budget: 6_500_000 })
    expect(ranking.map(({ outcome, cumulativeCost, gap }) => [outcome, cumulativeCost, gap])).toEqual([
      ['selected', 4_000_000, null],
      ['marginal', 4_000_000, 500_000],
      ['after_line', 4_000_000, null],
      ['unranked', null, null],
      ['unranked', null, null],
      ['unranked', null, null],
    ])
    expect(ranking[1]?.selectionReason).toBe(
      '临界:需300万元,余250万元,差额50万元;可选处理:削减提升类内容/增加资金来源/分期实施/领导小组审定后顺延〔海政办通〔2023〕42号 三(三)〕',
    )
    expect(ranking.every(({ selected, selectionReason }) => selected || selectionReason.length > 5)).toBe(
      true,
    )
  })

  it('keeps reserves inside the budget', () => {
    const reserves = { ...programme.policy.reserves, temporary: 1_000_000, maintenance: 500_000 }
    const held = aProgramme({ reserves }, 10_000_000)
    const { available, remaining, totals } = evaluateProgramme({
      programme: held,
      scoringTable,
      compounds: register,
    })
    expect(available).toBe(8_500_000)
    expect(totals).toMatchObject({ compounds: 2, cost: 7_000_000 })
    expect(remaining).toBe(1_500_000)
  })

  it('waits with tier B while an eligible compound of tier A has no final score', () => {
    const waiting = aPlainCompound(
      'a3',
      {},
      {
        scoreSheet: {
          facts: COMPLETE_FACTS,
          evidenceComplete: true,
          submittedOn: '2023-10-10',
          recheckedOn: null,
        },
      },
    )
    const evaluation = evaluateProgramme({ programme, scoringTable, compounds: [...register, waiting] })
    expect(evaluation.judgements.get('a3')).toMatchObject({
      eligibility: 'eligible',
      score: null,
      rank: null,
    })
    expect(evaluation.judgements.get('a3')?.selectionReason).toContain('未经实地复核')
    expect(evaluation.judgements.get('b1')).toMatchObject({ selected: false, outcome: 'gate' })
    expect(evaluation.judgements.get('b1')?.selectionReason).toContain('「示例小区 a3」尚未列入')
    expect(evaluation.tierAAssured).toBe(false)
  })

  it('takes an excluded compound out as if it had withdrawn', () => {
    const { judgements } = evaluateProgramme({
      programme,
      scoringTable,
      compounds: register,
      exclude: ['a1'],
    })
    expect(judgements.get('a1')).toMatchObject({ eligibility: 'eligible', rank: null, selected: false })
    expect(judgements.get('a2')?.rank).toBe(1)
    expect(judgements.get('b1')?.selected).toBe(true)
  })

  it('ranks by the weights of a what-if and answers the same from a prepared register', () => {
    const damaged = { ...COMPLETE_FACTS, safetyHazard: '重大' }
    const sheet = {
      facts: damaged,
      evidenceComplete: true,
      submittedOn: '2023-10-10',
      recheckedOn: '2023-11-01',
    }
    const compounds = [...register, aPlainCompound('a4', { agree: 80 }, { scoreSheet: sheet })]
    const prepared = prepareProgramme({ programme, scoringTable, compounds })
    const weights = { safety: 40, consent: 1 }
    const moved = selectProgramme(prepared, { weights })
    expect(selectProgramme(prepared).judgements.get('a4')?.rank).toBe(3)
    expect(moved.judgements.get('a4')?.rank).toBe(1)
    expect(moved).toEqual(evaluateProgramme({ programme, scoringTable, compounds, weights }))
  })

  it('takes a declared gate at its word', () => {
    const shut = aProgramme({ tierBGate: { rule: 'declared', assured: false, clause: '' } }, 10_000_000)
    const { judgements } = evaluateProgramme({ programme: shut, scoringTable, compounds: register })
    expect(judgements.get('b1')).toMatchObject({ selected: false, outcome: 'gate' })
  })

  it('judges the whole register for another year', () => {
    const compounds = [aCompound({ renovatedYear: 2023 })]
    const { judgements } = evaluateProgramme({ programme, scoringTable, compounds, year: 2023 })
    expect(judgements.get('c1')?.eligibility).toBe('eligible')
  })
})
