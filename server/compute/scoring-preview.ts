import type { ScoringPreview } from '#core/api/scoring-tables.ts'
import { evaluateProgramme } from '#core/programme/evaluate.ts'
import type { CompoundJudgement } from '#core/programme/evaluation.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { compareEvaluations } from '#core/programme/what-if/compare.ts'
import type { YearEvaluation } from './evaluations.ts'

/** Who would move, enter and leave, were the year scored by this sheet: the very evaluation the year would get. */
export function scoringPreview(known: YearEvaluation, scoringTable: ScoringTable): ScoringPreview {
  const { programme, compounds, evaluation: before, prepared } = known
  const { tieDecisions } = prepared
  const after = evaluateProgramme({ programme, scoringTable, compounds, tieDecisions })
  const { enters, leaves } = compareEvaluations(before, after)
  const rows = after.ranking.flatMap((judgement) => {
    const earlier = before.judgements.get(judgement.compoundId)
    if (earlier === undefined || (earlier.rank === null && judgement.rank === null)) return []
    const { compoundId, name, tier } = judgement
    return [{ compoundId, name, tier, before: placeOf(earlier), after: placeOf(judgement) }]
  })
  return {
    year: programme.year,
    tableId: known.scoringTable.id,
    rows,
    entering: [...enters],
    leaving: [...leaves],
  }
}

function placeOf({ rank, score, selected }: CompoundJudgement): ScoringPreview['rows'][number]['before'] {
  return { rank, score, selected }
}
