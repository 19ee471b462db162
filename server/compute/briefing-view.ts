import type { Briefing } from '#core/api/briefing.ts'
import type { Plan } from '#core/api/plans.ts'
import { summariseTieIns, tallyRefusals, type TieIn } from '#core/drainage/tie-in-summary.ts'
import { tallyChecks } from '#core/programme/briefing/check-tally.ts'
import { needAndGovernance } from '#core/programme/briefing/need-and-governance.ts'
import { scoreSpread, type ScoreSpread } from '#core/programme/briefing/score-classes.ts'
import type { CompoundJudgement } from '#core/programme/evaluation.ts'
import { differenceOf } from '#core/programme/programme-figures.ts'
import { equityOf, type Equity } from '#core/programme/what-if/equity.ts'
import type { StoredConnection } from '../store/connections.ts'
import { isShownByDefault } from './connection-view.ts'
import type { YearEvaluation } from './evaluations.ts'
import { programmeAnswer } from './programme-view.ts'

/** All figures of the briefing, from the evaluation and the connections every other answer is made of. */
export function briefingOf(known: YearEvaluation, connections: readonly StoredConnection[]): Briefing {
  const { evaluation, prepared } = known
  return {
    year: evaluation.year,
    plan: null,
    budget: evaluation.budget,
    programme: programmeAnswer(known),
    subdistricts: subdistrictsOf(equityOf(evaluation)),
    failing: [...tallyChecks(prepared, 'fail')],
    waiting: [...tallyChecks(prepared, 'unknown')],
    scores: scoresOf(scoreSpread(evaluation)),
    need: { ...needAndGovernance(prepared), compounds: [...needAndGovernance(prepared).compounds] },
    places: placesOf(evaluation.ranking.map((one) => ({ ...one, reason: one.selectionReason }))),
    tieIns: tieInsOf(known, connections),
  }
}

/**
 * The same figures of a saved plan, from what it froze and by the same functions. The notice and its rules are the
 * year's; what a plan does not freeze (checks, needs, tie-ins) is null and never filled in from today's records.
 */
export function briefingOfPlan(known: YearEvaluation, plan: Plan): Briefing {
  const live = programmeAnswer(known)
  const rows = plan.rows.map(({ buildings, households, floorArea, ...row }) => ({
    ...row,
    count: { buildings, households, floorArea },
  }))
  const register = {
    total: rows.length,
    eligible: 0,
    conditional: 0,
    unverified: 0,
    ineligible: 0,
    renovated: 0,
  }
  for (const { eligibility } of rows) register[eligibility]++
  const { id, name, revision, state, updatedAt } = plan
  return {
    year: plan.year,
    plan: { id, name, revision, state, updatedAt },
    budget: plan.input.budget,
    programme: {
      ...live,
      computed: { ...plan.totals, remaining: plan.remaining },
      difference: differenceOf(plan.totals, live.official),
      register,
      demo: plan.demo,
    },
    subdistricts: subdistrictsOf(equityOf({ judgements: new Map(rows.map((row) => [row.compoundId, row])) })),
    failing: null,
    waiting: null,
    scores: scoresOf(scoreSpread({ ranking: rows })),
    need: null,
    places: placesOf(rows),
    tieIns: null,
  }
}

function subdistrictsOf({ bySubdistrict }: Equity): Briefing['subdistricts'] {
  return bySubdistrict.map(({ key, label, selected, compounds, households }) => ({
    code: key,
    name: label,
    compounds,
    households,
    selected,
  }))
}

function scoresOf({ classes, ...spread }: ScoreSpread): Briefing['scores'] {
  return { ...spread, classes: [...classes] }
}

/** What a place reads of a compound, live or frozen. */
type PlacedRow = Omit<
  CompoundJudgement,
  'reasons' | 'costOn' | 'outcome' | 'tieDecision' | 'selectionReason'
> & {
  readonly reason: string
}

function placesOf(rows: readonly PlacedRow[]): Briefing['places'] {
  return rows.flatMap((one) =>
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
            reason: one.selected ? null : one.reason,
          },
        ],
  )
}

function tieInsOf(
  { evaluation }: YearEvaluation,
  connections: readonly StoredConnection[],
): NonNullable<Briefing['tieIns']> {
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
): NonNullable<Briefing['tieIns']>['example'] {
  const found = connections.find((one) => one.id === id)
  if (found === undefined) return null
  const { id: connectionId, compoundId } = found
  return { connectionId, compoundId, name: names.get(compoundId) ?? compoundId }
}

function toTieIn({ id, compoundId, rank, status, state, facts }: StoredConnection): TieIn {
  const { dn, length, cost, reasons } = facts
  return { id, compoundId, rank, status, state, dn, length, cost, reasons }
}
