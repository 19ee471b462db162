import type { SelectInput } from '../evaluation.ts'
import type { PreparedProgramme } from '../prepared.ts'
import { rankProgramme } from '../rank-programme.ts'
import { rankCompounds } from '../ranking.ts'
import { NEED_GROUP } from '../scoring-table.ts'

/** A compound's official place beside the one that need alone would give it. */
export interface NeedRank {
  readonly compoundId: string
  readonly rank: number
  readonly needRank: number
  /** Points of the 现状 criteria. */
  readonly needScore: number
}

/**
 * Ranks by the criteria of need alone (现状: age, damage, infrastructure, safety), beside the official order: the
 * other items favour well-organised and better-off compounds (DOMAIN §3.2). In official order. O(n log n).
 */
export function needOnlyRanking(prepared: PreparedProgramme, input: SelectInput = {}): readonly NeedRank[] {
  const need = prepared.scoringTable.criteria.map(({ group }) => group === NEED_GROUP)
  const { ranked } = rankProgramme(prepared, input)
  const byNeed = rankCompounds(
    ranked.map(({ row }) => {
      const hundredths = (row.entry.hundredths ?? []).reduce(
        (sum, points, at) => (need[at] ? sum + points : sum),
        0,
      )
      return { ...row, score: hundredths / 100 }
    }),
    prepared.scoringTable.tieBreak,
  )
  const places = new Map(byNeed.map((place) => [place.row.id, place]))
  return ranked.map(({ row, rank }) => {
    const place = places.get(row.id)
    return { compoundId: row.id, rank, needRank: place?.rank ?? rank, needScore: place?.row.score ?? 0 }
  })
}
