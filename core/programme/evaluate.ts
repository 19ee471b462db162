import { withTierGate } from '../compound/eligibility.ts'
import { sumCounts } from '../compound/totals.ts'
import type { Eligibility } from '../compound/verdict.ts'
import { availableOf } from './budget.ts'
import type { CompoundJudgement, ProgrammeEvaluation, SelectedTotals, SelectInput } from './evaluation.ts'
import { prepareProgramme, type PreparedProgramme, type PrepareInput } from './prepare.ts'
import type { ProgrammePolicy } from './programme.ts'
import { rankCompounds, type Ranked } from './ranking.ts'
import { selectCompounds, type Selection, type SelectionOutcome } from './selection.ts'
import { blockersOf, standingsOf, unrankedReason, type Standing } from './standing.ts'

/**
 * Judges, scores, ranks and selects: the one function behind the routes, the demo generator and the page's
 * what-if. Deterministic, without a clock. Where only budget, weights, policy or exclusions move, keep
 * `prepareProgramme`'s answer and call `selectProgramme` alone.
 *
 * @example
 * const { ranking, totals } = evaluateProgramme({ programme, scoringTable, compounds, budget: 200_000_000 })
 */
export function evaluateProgramme(input: PrepareInput & SelectInput): ProgrammeEvaluation {
  return selectProgramme(prepareProgramme(input), input)
}

/** Ranks and selects what `prepareProgramme` has judged. O(n log n) under `strict` and `fill`. */
export function selectProgramme(prepared: PreparedProgramme, input: SelectInput = {}): ProgrammeEvaluation {
  const rules = prepared.programme.policy
  const budget = input.budget ?? prepared.programme.official.budget
  const policy = input.policy ?? rules.selection
  const available = availableOf(budget, rules)
  const standings = standingsOf(prepared, input)
  const ranked = rankCompounds(
    standings.filter((standing) => standing.bar === null),
    prepared.scoringTable.tieBreak,
  )
  const selection = selectCompounds(
    ranked.map(({ row, rank }) => rowOf(row, rank)),
    {
      available,
      policy,
      clause: rules.clauses['selection'] ?? rules.reserves.clause,
      gate: {
        declared: rules.tierBGate?.rule === 'declared' ? rules.tierBGate.assured === true : null,
        blockers: blockersOf(standings),
        years: rules.tierYears,
      },
    },
  )
  const ranking = assemble(rules, standings, ranked, selection, available)
  const totals = totalsOf(ranking, rules)
  return {
    year: prepared.year,
    policy,
    budget,
    available,
    judgements: inRegisterOrder(prepared, ranking),
    ranking,
    totals,
    remaining: budget - totals.reserveTemporary - totals.reserveMaintenance - totals.cost,
    tierAAssured: selection.gateOpen,
    registerCounts: registerCountsOf(ranking),
    optimum: {
      score: selection.scoreHundredths / 100,
      bound: selection.scoreBound === null ? null : selection.scoreBound / 100,
      exact: selection.exact,
    },
  }
}

/** One judgement per compound, the ranked first, each of tier B with what the selection says of P11. */
function assemble(
  rules: ProgrammePolicy,
  standings: readonly Standing[],
  ranked: readonly Ranked<Standing>[],
  selection: Selection,
  available: number,
): readonly CompoundJudgement[] {
  let leftForTierB = available
  ranked.forEach(({ row }, at) => {
    if (row.tier === 'A' && selection.outcomes[at]?.selected) leftForTierB -= row.entry.cost.amount
  })
  const gated = (standing: Standing): Standing['entry']['judgement'] =>
    withTierGate(standing.entry.judgement, rules, {
      tierAAssured: selection.gateOpen,
      fiscalRoom: standing.entry.cost.amount <= leftForTierB,
    })
  const ranking: CompoundJudgement[] = []
  ranked.forEach((place, at) => {
    const outcome = selection.outcomes[at]
    if (outcome === undefined) return
    ranking.push({ ...gated(place.row), ...factsOf(place.row), ...placeOf(place, outcome) })
  })
  for (const standing of standings) {
    if (standing.bar === null) continue
    const selectionReason = unrankedReason(standing)
    ranking.push({ ...gated(standing), ...factsOf(standing), ...UNRANKED, selectionReason })
  }
  return ranking
}

const UNRANKED = {
  rank: null,
  tied: false,
  cumulativeCost: null,
  selected: false,
  outcome: 'unranked',
  gap: null,
} as const

function rowOf({ entry, id, tier, score }: Standing, rank: number) {
  return { id, name: entry.compound.name, tier, rank, score, cost: entry.cost.amount }
}

function factsOf({ entry, final }: Standing) {
  const { compound, count, sheet, cost } = entry
  return {
    compoundId: compound.id,
    name: compound.name,
    count,
    sheet,
    score: final,
    cost: cost.amount,
    costKind: cost.kind,
    costOn: cost.on,
  }
}

function placeOf({ rank, tied }: Ranked<Standing>, outcome: SelectionOutcome) {
  const { selected, kind, cumulativeCost, gap, reason } = outcome
  const selectionReason = selected ? `第${rank}名${tied ? '(并列)' : ''},入选` : reason
  return { rank, tied, cumulativeCost, selected, outcome: kind, gap, selectionReason }
}

function inRegisterOrder(
  prepared: PreparedProgramme,
  ranking: readonly CompoundJudgement[],
): ReadonlyMap<string, CompoundJudgement> {
  const byId = new Map(ranking.map((judgement) => [judgement.compoundId, judgement]))
  const ordered = new Map<string, CompoundJudgement>()
  for (const { compound } of prepared.compounds) {
    const judgement = byId.get(compound.id)
    if (judgement !== undefined) ordered.set(compound.id, judgement)
  }
  return ordered
}

function totalsOf(ranking: readonly CompoundJudgement[], { reserves }: ProgrammePolicy): SelectedTotals {
  const selected = ranking.filter((judgement) => judgement.selected)
  return {
    compounds: selected.length,
    ...sumCounts(selected.map(({ count }) => count)),
    cost: selected.reduce((sum, { cost }) => sum + cost, 0),
    tierA: selected.filter(({ tier }) => tier === 'A').length,
    tierB: selected.filter(({ tier }) => tier === 'B').length,
    reserveTemporary: reserves.temporary,
    reserveMaintenance: reserves.maintenance,
  }
}

function registerCountsOf(ranking: readonly CompoundJudgement[]): ProgrammeEvaluation['registerCounts'] {
  const counts: Record<Eligibility, number> = {
    eligible: 0,
    conditional: 0,
    unverified: 0,
    ineligible: 0,
    renovated: 0,
  }
  for (const { eligibility } of ranking) counts[eligibility]++
  return { ...counts, total: ranking.length }
}
