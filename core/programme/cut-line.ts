import type { RankingRow } from '../api/programmes.ts'

/** What the line reads of a row, of a ranking or of a frozen plan. */
export type CutRow = Pick<RankingRow, 'compoundId' | 'name' | 'rank' | 'cost' | 'selected' | 'reason'> & {
  /** integer 元 missing, where a selection has worked it out */
  readonly gap?: number | null
}

/** Where the money ends: what is taken, what is left, and who is the first left out. */
export interface CutLine {
  readonly lastSelectedId: string
  /** integer 元 */
  readonly cost: number
  readonly remaining: number
  readonly next: {
    readonly compoundId: string
    readonly name: string
    readonly rank: number
    readonly cost: number
    /** integer 元 that the next one lacks; 0 when something else than money keeps it out. */
    readonly short: number
    readonly reason: string
  } | null
}

/** `remaining` is the budget less cost and reserves. null while nothing is selected. */
export function cutLine(ranking: readonly CutRow[], cost: number, remaining: number): CutLine | null {
  const ranked = ranking
    .flatMap((row) => (row.rank === null ? [] : [{ ...row, rank: row.rank }]))
    .sort((a, b) => a.rank - b.rank)
  const last = ranked.findLast((row) => row.selected)
  if (last === undefined) return null
  const next =
    ranked.find((row) => !row.selected && row.rank > last.rank) ?? ranked.find((row) => !row.selected)
  return {
    lastSelectedId: last.compoundId,
    cost,
    remaining,
    next:
      next === undefined
        ? null
        : {
            compoundId: next.compoundId,
            name: next.name,
            rank: next.rank,
            cost: next.cost,
            short: next.gap ?? Math.max(0, next.cost - remaining),
            reason: next.reason ?? '',
          },
  }
}
