import type { Briefing } from '#core/api/briefing.ts'
import { summariseTieIns, tallyRefusals, type TieIn } from '#core/drainage/tie-in-summary.ts'
import { tallyChecks } from '#core/programme/briefing/check-tally.ts'
import { needAndGovernance } from '#core/programme/briefing/need-and-governance.ts'
import { scoreSpread } from '#core/programme/briefing/score-classes.ts'
import { equityOf } from '#core/programme/what-if/equity.ts'
import type { StoredConnection } from '../store/connections.ts'
import { isShownByDefault } from './connection-view.ts'
import type { YearEvaluation } from './evaluations.ts'
import { programmeAnswer } from './programme-view.ts'

/** All figures of the briefing, from the evaluation and the connections every other answer is made of. */
export function briefingOf(known: YearEvaluation, connections: readonly StoredConnection[]): Briefing {
  const { evaluation, prepared } = known
  return {
    year: evaluation.year,
    programme: programmeAnswer(known),
    available: evaluation.available,
    tierAAssured: evaluation.tierAAssured,
    subdistricts: equityOf(evaluation).bySubdistrict.map(({ key, label, selected, ...group }) => ({
      code: key,
      name: label,
      compounds: group.compounds,
      households: group.households,
      selected,
    })),
    failing: [...tallyChecks(prepared, 'fail')],
    waiting: [...tallyChecks(prepared, 'unknown')],
    scores: { ...scoreSpread(evaluation), classes: [...scoreSpread(evaluation).classes] },
    need: { ...needAndGovernance(prepared), compounds: [...needAndGovernance(prepared).compounds] },
    places: placesOf(known),
    tieIns: tieInsOf(known, connections),
  }
}

function placesOf({ evaluation }: YearEvaluation): Briefing['places'] {
  return evaluation.ranking.flatMap((one) =>
    one.rank === null || one.score === null
      ? []
      : [
          {
            compoundId: one.compoundId,
            name: one.name,
            subdistrict: one.subdistrict,
            rank: one.rank,
            tied: one.tied,
            score: one.score,
            tier: one.tier,
            households: one.count.households,
            cost: one.cost,
            cumulativeCost: one.cumulativeCost,
            selected: one.selected,
            gap: one.gap,
            reason: one.selected ? null : one.selectionReason,
          },
        ],
  )
}

function tieInsOf(
  { evaluation }: YearEvaluation,
  connections: readonly StoredConnection[],
): Briefing['tieIns'] {
  const selected = evaluation.ranking.filter((one) => one.selected)
  const wanted = selected.map(({ compoundId }) => compoundId)
  const names = new Map(selected.map(({ compoundId, name }) => [compoundId, name]))
  const shown = connections.filter(isShownByDefault)
  const { without, sizes, chosen, ...summary } = summariseTieIns(shown.map(toTieIn), wanted)
  const refusals = tallyRefusals(connections.map(toTieIn), wanted)
  return {
    ...summary,
    without: without.map((compoundId) => ({ compoundId, name: names.get(compoundId) ?? compoundId })),
    sizes: [...sizes],
    candidates: refusals.candidates,
    refused: refusals.refused,
    reasons: [...refusals.reasons],
    example: exampleOf(shown, chosen[0], names),
  }
}

function exampleOf(
  connections: readonly StoredConnection[],
  id: string | undefined,
  names: ReadonlyMap<string, string>,
): Briefing['tieIns']['example'] {
  const found = connections.find((one) => one.id === id)
  if (found === undefined) return null
  const { id: connectionId, compoundId } = found
  return { connectionId, compoundId, name: names.get(compoundId) ?? compoundId }
}

function toTieIn({ id, compoundId, rank, status, state, facts }: StoredConnection): TieIn {
  const { dn, length, cost, reasons } = facts
  return { id, compoundId, rank, status, state, dn, length, cost, reasons }
}
