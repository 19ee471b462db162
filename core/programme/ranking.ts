import type { Tier } from '../compound/verdict.ts'

/** What the order of the competitive review reads of one compound. */
export interface Merit {
  readonly id: string
  readonly tier: Tier
  /** Final score in points. */
  readonly score: number
  /** Points of the safety criterion: the more dangerous goes first. */
  readonly safety: number
  readonly consent: { readonly agree: number; readonly total: number }
  readonly households: number
  readonly builtYear: number
}

/** A compound in its place. Equal in every key: equal in rank (并列), and only a person breaks that. */
export interface Ranked<T> {
  readonly row: T
  readonly rank: number
  readonly tied: boolean
}

type Comparison = (a: Merit, b: Merit) => number

/** Tie keys by the names a scoring sheet gives them in `tieBreak` (DOMAIN §3.5). */
const TIE_KEYS: Readonly<Record<string, Comparison>> = {
  tier: (a, b) => tierPlace(a.tier) - tierPlace(b.tier),
  safetyHazard: (a, b) => b.safety - a.safety,
  // Cross-multiplied integers: no two different shares ever compare as equal.
  consentRatio: (a, b) => b.consent.agree * a.consent.total - a.consent.agree * b.consent.total,
  households: (a, b) => b.households - a.households,
  builtYearAsc: (a, b) => a.builtYear - b.builtYear,
}

/** Every name a sheet may give in `tieBreak`; the last is a person's decision, no key of the order. */
export const TIE_KEY_NAMES: readonly string[] = [...Object.keys(TIE_KEYS), 'leadingGroupDecision']

/** Order of the tie keys where the sheet names none. */
export const DEFAULT_TIE_BREAK: readonly string[] = [
  'tier',
  'safetyHazard',
  'consentRatio',
  'households',
  'builtYearAsc',
]

/**
 * Ranks by tier (A before B), then final score from high to low, then the tie keys (DOMAIN §3.5, §4.2). Ranks
 * are those of a competition: 1, 2, 2, 4. Rows of one rank stand in the order of their ids, which decides
 * nothing. O(n log n).
 */
export function rankCompounds<T extends Merit>(
  rows: readonly T[],
  tieBreak: readonly string[] = DEFAULT_TIE_BREAK,
): readonly Ranked<T>[] {
  const compare = meritOrder(tieBreak)
  const ordered = [...rows].sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1))
  const ranks: number[] = []
  ordered.forEach((row, at) => {
    const before = ordered[at - 1]
    const previous = ranks[at - 1]
    ranks.push(
      before !== undefined && previous !== undefined && compare(before, row) === 0 ? previous : at + 1,
    )
  })
  return ordered.map((row, at) => {
    const rank = ranks[at] ?? at + 1
    return { row, rank, tied: ranks[at - 1] === rank || ranks[at + 1] === rank }
  })
}

function meritOrder(tieBreak: readonly string[]): Comparison {
  const keys = tieBreak.map((name) => TIE_KEYS[name]).filter((key) => key !== undefined)
  return (a, b) => {
    const byTier = tierPlace(a.tier) - tierPlace(b.tier)
    if (byTier !== 0) return byTier
    if (a.score !== b.score) return b.score - a.score
    for (const key of keys) {
      const order = key(a, b)
      if (order !== 0) return order
    }
    return 0
  }
}

function tierPlace(tier: Tier): number {
  if (tier === 'A') return 0
  return tier === 'B' ? 1 : 2
}
