import type { ProgrammeAnswer, RankingRow } from '#core/api/programmes.ts'
import type { ProgrammeEvaluation } from '#core/programme/evaluation.ts'
import type { YearEvaluation } from './evaluations.ts'

/** Official figures beside those counted from the records; the difference is shown, never scaled away. */
export function programmeAnswer({ programme, compounds, evaluation }: YearEvaluation): ProgrammeAnswer {
  const { official } = programme
  const { totals, registerCounts } = evaluation
  return {
    year: programme.year,
    title: programme.title,
    documentNumber: programme.documentNumber,
    issuedOn: programme.issuedOn,
    approvedBy: programme.approvedBy,
    official,
    computed: { ...totals, remaining: evaluation.remaining },
    difference: {
      compounds: totals.compounds - official.compounds,
      buildings: totals.buildings - official.buildings,
      households: totals.households - official.households,
      // Areas carry hundredths of a m² at most; the float noise of the subtraction is not a difference.
      floorArea: Math.round((totals.floorArea - official.floorArea) * 100) / 100,
    },
    register: registerCounts,
    policy: { ...programme.policy },
    facts: programme.facts.map((fact) => ({ ...fact })),
    demo: compounds.some((compound) => compound.source === 'demo'),
  }
}

/** The ranking row by row; every row that is not selected says why. */
export function rankingRows(evaluation: ProgrammeEvaluation): RankingRow[] {
  return evaluation.ranking.map((judgement) => ({
    compoundId: judgement.compoundId,
    name: judgement.name,
    rank: judgement.rank,
    score: judgement.score,
    tier: judgement.tier,
    cost: judgement.cost,
    cumulativeCost: judgement.cumulativeCost,
    selected: judgement.selected,
    reason: judgement.selected ? null : judgement.selectionReason,
  }))
}
