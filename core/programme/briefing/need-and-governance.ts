import type { SelectInput } from '../evaluation.ts'
import type { PreparedProgramme } from '../prepared.ts'
import { NEED_GROUP } from '../scoring-table.ts'
import { needOnlyRanking } from '../what-if/need-only.ts'

/** A ranked compound by the two halves of its score: what it needs, and how well it is organised. */
export interface NeedAndGovernance {
  readonly compoundId: string
  readonly rank: number
  readonly needRank: number
  readonly need: number
  readonly governance: number
}

/** The two halves of the sheet and every ranked compound by them, in official order. */
export interface NeedHalves {
  /** Points of the 现状 criteria, and of all others. */
  readonly needMax: number
  readonly governanceMax: number
  readonly compounds: readonly NeedAndGovernance[]
}

/**
 * Need (现状) beside everything else (意愿、治理、资金、统筹): the sheet favours well-organised compounds, and whoever
 * decides should see where (DOMAIN §3.2). The halves add up to the final score.
 */
export function needAndGovernance(prepared: PreparedProgramme, input: SelectInput = {}): NeedHalves {
  const need = prepared.scoringTable.criteria.map(({ group }) => group === NEED_GROUP)
  const max = (wanted: boolean): number =>
    prepared.scoringTable.criteria.reduce((sum, one, at) => (need[at] === wanted ? sum + one.max : sum), 0)
  const scored = new Map(prepared.compounds.map((entry) => [entry.id, entry.hundredths ?? []]))
  return {
    needMax: max(true),
    governanceMax: max(false),
    compounds: needOnlyRanking(prepared, input).map(({ compoundId, rank, needRank, needScore }) => {
      const others = (scored.get(compoundId) ?? []).reduce(
        (sum, points, at) => (need[at] === true ? sum : sum + points),
        0,
      )
      return { compoundId, rank, needRank, need: needScore, governance: others / 100 }
    }),
  }
}
