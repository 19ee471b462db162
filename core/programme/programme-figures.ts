import type { ProgrammeAnswer, RankingRow } from '../api/programmes.ts'
import type { CompoundJudgement, ProgrammeEvaluation } from './evaluation.ts'
import type { ProgrammeTotals } from './programme.ts'
import { tieDecisionText } from './tie-decision.ts'

/** The figures of an evaluation as the strip, the list and exports show them. Money integer 元, areas m². */
export function computedFigures({ totals, remaining }: ProgrammeEvaluation): ProgrammeAnswer['computed'] {
  return { ...totals, remaining }
}

/** computed − official, never scaled away. */
export function differenceOf(totals: ProgrammeTotals, official: ProgrammeTotals): ProgrammeTotals {
  return {
    compounds: totals.compounds - official.compounds,
    buildings: totals.buildings - official.buildings,
    households: totals.households - official.households,
    // Areas carry hundredths of a m² at most; the float noise of the subtraction is not a difference.
    floorArea: Math.round((totals.floorArea - official.floorArea) * 100) / 100,
  }
}

/** The ranking row by row; every row that is not selected says why. */
export function rankingRows(evaluation: ProgrammeEvaluation): RankingRow[] {
  return evaluation.ranking.map((judgement) => ({
    compoundId: judgement.compoundId,
    name: judgement.name,
    rank: judgement.rank,
    tied: judgement.tied,
    tieNote: tieNoteOf(judgement),
    score: judgement.score,
    tier: judgement.tier,
    cost: judgement.cost,
    cumulativeCost: judgement.cumulativeCost,
    selected: judgement.selected,
    reason: judgement.selected ? null : judgement.selectionReason,
  }))
}

/** Chinese: the decision that gave a compound its place among equals; null where none did. */
export function tieNoteOf({ tieDecision }: Pick<CompoundJudgement, 'tieDecision'>): string | null {
  return tieDecision === null ? null : tieDecisionText(tieDecision)
}
