import { citedReason } from '../compound/eligibility.ts'
import { checkTierGate } from '../compound/tier-gate.ts'
import type { CompoundJudgement } from './evaluation.ts'
import type { ProgrammePolicy } from './programme.ts'
import type { Ranked } from './ranking.ts'
import type { Selection, SelectionOutcome } from './selection.ts'
import { tieDecisionText } from './tie-decision.ts'
import { unrankedReason, type Standing } from './standing.ts'

/** All judgements in both orders, see `ProgrammeEvaluation`. */
export interface AssembledJudgements {
  readonly ranking: readonly CompoundJudgement[]
  readonly judgements: ReadonlyMap<string, CompoundJudgement>
  readonly leftForTierB: number
}

/**
 * One judgement per compound: its standing, its place and fate where it is ranked, and for tier B what the
 * selection says of P11. O(compounds); runs on every move of a slider.
 */
export function assembleJudgements(
  rules: ProgrammePolicy,
  standings: readonly Standing[],
  ranked: readonly Ranked<Standing>[],
  selection: Selection,
  available: number,
): AssembledJudgements {
  let leftForTierB = available
  ranked.forEach(({ row }, at) => {
    if (row.tier === 'A' && selection.outcomes[at]?.selected) leftForTierB -= row.entry.cost.amount
  })
  const gateReasons = [false, true].map((fiscalRoom) => [
    citedReason(checkTierGate('B', rules, { tierAAssured: selection.gateOpen, fiscalRoom })),
  ])
  const reasonsOf = ({ entry }: Standing): readonly string[] =>
    entry.eligibility === 'conditional'
      ? (gateReasons[Number(entry.cost.amount <= leftForTierB)] ?? [])
      : entry.reasons
  const ranking: CompoundJudgement[] = []
  const byId = new Map<string, CompoundJudgement>()
  ranked.forEach((place, at) => {
    const judgement = judgementOf(place.row, reasonsOf(place.row), place, selection.outcomes[at])
    ranking.push(judgement)
    byId.set(judgement.compoundId, judgement)
  })
  const judgements = new Map<string, CompoundJudgement>()
  for (const standing of standings) {
    let judgement = byId.get(standing.id)
    if (judgement === undefined) {
      judgement = judgementOf(standing, reasonsOf(standing))
      ranking.push(judgement)
    }
    judgements.set(standing.id, judgement)
  }
  return { ranking, judgements, leftForTierB }
}

/** Written out field by field: merging objects costs ten times as much, and this runs per compound and move. */
function judgementOf(
  standing: Standing,
  reasons: readonly string[],
  place?: Ranked<Standing>,
  outcome?: SelectionOutcome,
): CompoundJudgement {
  const { entry } = standing
  const { cost } = entry
  return {
    compoundId: entry.id,
    name: entry.name,
    subdistrictCode: entry.subdistrictCode,
    subdistrict: entry.subdistrict,
    eligibility: entry.eligibility,
    tier: entry.tier,
    builtYear: entry.builtYear,
    reasons,
    count: entry.count,
    score: standing.final,
    rank: place?.rank ?? null,
    tied: place?.tied ?? false,
    tieDecision: place?.decision ?? null,
    cost: cost.amount,
    costKind: cost.kind,
    costOn: cost.on,
    cumulativeCost: outcome?.cumulativeCost ?? null,
    selected: outcome?.selected ?? false,
    outcome: outcome?.kind ?? 'unranked',
    gap: outcome?.gap ?? null,
    selectionReason: selectionReasonOf(standing, place, outcome),
  }
}

function selectionReasonOf(
  standing: Standing,
  place: Ranked<Standing> | undefined,
  outcome: SelectionOutcome | undefined,
): string {
  if (place === undefined || outcome === undefined) return unrankedReason(standing)
  const reason = outcome.selected ? `第${place.rank}名${place.tied ? '(并列)' : ''},入选` : outcome.reason
  return place.decision === null ? reason : `${reason};${tieDecisionText(place.decision)}`
}
