import { availableOf } from './budget.ts'
import type { SelectInput } from './evaluation.ts'
import type { PreparedProgramme } from './prepared.ts'
import type { ProgrammePolicy } from './programme.ts'
import { rankCompounds, type Ranked } from './ranking.ts'
import type { SelectionOptions, SelectionRow } from './selection.ts'
import { blockersOf, standingsOf, type Standing } from './standing.ts'

/** A ranked programme: all that a selection, or many of them, starts from. */
export interface RankedProgramme {
  /** In the order of the register. */
  readonly standings: readonly Standing[]
  readonly ranked: readonly Ranked<Standing>[]
  /** Parallel to `ranked`. */
  readonly rows: readonly SelectionRow[]
  readonly options: SelectionOptions
}

/** Ranks a prepared programme under the weights and exclusions of a what-if. O(n log n). */
export function rankProgramme(prepared: PreparedProgramme, input: SelectInput = {}): RankedProgramme {
  const { policy: rules, official } = prepared.programme
  const standings = standingsOf(prepared, input)
  const ranked = rankCompounds(
    standings.filter((standing) => standing.bar === null),
    prepared.scoringTable.tieBreak,
    prepared.tieDecisions,
  )
  return {
    standings,
    ranked,
    rows: ranked.map(({ row, rank }) => rowOf(row, rank)),
    options: {
      available: availableOf(input.budget ?? official.budget, rules),
      policy: input.policy ?? rules.selection,
      clause: rules.clauses['selection'] ?? rules.reserves.clause,
      gate: { declared: declaredGate(rules, input), blockers: blockersOf(standings), years: rules.tierYears },
    },
  }
}

/** The what-if's word before the bureau's; null where the gate is worked out. */
function declaredGate({ tierBGate: rule }: ProgrammePolicy, { tierBGate }: SelectInput): boolean | null {
  if (tierBGate !== undefined) return tierBGate === 'open'
  return rule?.rule === 'declared' ? rule.assured === true : null
}

function rowOf({ entry, id, tier, score }: Standing, rank: number): SelectionRow {
  return { id, name: entry.name, tier, rank, score, cost: entry.cost.amount }
}
