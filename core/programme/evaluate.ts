import { sumCounts } from '../compound/totals.ts'
import type { Eligibility } from '../compound/verdict.ts'
import type { CompoundJudgement, ProgrammeEvaluation, SelectedTotals, SelectInput } from './evaluation.ts'
import { assembleJudgements } from './judgements.ts'
import { prepareProgramme, type PrepareInput } from './prepare.ts'
import type { PreparedProgramme } from './prepared.ts'
import type { ProgrammePolicy } from './programme.ts'
import { rankProgramme } from './rank-programme.ts'
import { selectCompounds } from './selection.ts'

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
  const { standings, ranked, rows, options } = rankProgramme(prepared, input)
  const selection = selectCompounds(rows, options)
  const { ranking, judgements, leftForTierB } = assembleJudgements(
    rules,
    standings,
    ranked,
    selection,
    options.available,
  )
  const totals = totalsOf(ranking, rules)
  return {
    year: prepared.year,
    policy: options.policy,
    budget,
    available: options.available,
    judgements,
    ranking,
    totals,
    remaining: budget - totals.reserveTemporary - totals.reserveMaintenance - totals.cost,
    tierAAssured: selection.gateOpen,
    leftForTierB,
    registerCounts: registerCountsOf(ranking),
    optimum: {
      score: selection.scoreHundredths / 100,
      bound: selection.scoreBound === null ? null : selection.scoreBound / 100,
      exact: selection.exact,
    },
  }
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
