import type { Plan } from '#core/api/plans.ts'
import type { Compound } from '#core/compound/compound.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import type { Programme } from '#core/programme/programme.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { inputsOf } from './planning-view.ts'

/** What the notice's own plan is told from. */
export interface NoticePlan {
  readonly programme: Programme
  readonly scoringTable: ScoringTable
  readonly compounds: readonly Compound[]
  readonly dataVersion: number
}

/**
 * The approved plan of the notice: meeting, document and totals are the notice's; its rows are what the records at
 * hand give under its own order, and where those are synthetic the plan says so (示例数据).
 */
export function approvedPlan({ programme, scoringTable, compounds, dataVersion }: NoticePlan): Plan {
  const { year, official, policy } = programme
  const prepared = prepareProgramme({ programme, scoringTable, compounds })
  const sources = new Map(compounds.map(({ id, source }) => [id, source]))
  const input = { budget: official.budget, policy: policy.selection }
  const on = `${programme.issuedOn}T00:00:00.000Z`
  return {
    id: `plan-${year}-notice`,
    version: 1,
    year,
    series: `plan-${year}-notice`,
    revision: 1,
    reason: null,
    name: `${year} 年度改造计划(公文批准)`,
    note: '会议、文号与官方合计出自公文;日期为公文印发日期,公文未载会议日期;公文未公布逐个小区名单,逐行为示例数据按公文规则的试算结果。',
    author: programme.documentNumber,
    createdAt: on,
    updatedAt: on,
    state: 'approved',
    wayOut: null,
    publicity: null,
    approval: {
      meeting: programme.approvedBy,
      on: programme.issuedOn,
      documentNumber: programme.documentNumber,
    },
    dataVersion,
    official,
    ...planSnapshot(prepared, inputsOf(prepared), input, (id) => sources.get(id) ?? 'demo'),
  }
}
