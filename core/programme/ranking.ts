import type { Tier } from '../compound/verdict.ts'
import { decisionFor, type TieDecision } from './tie-decision.ts'

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
  /** What broke its tie with others that are equal in every key. */
  readonly decision: TieDecision | null
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
 * nothing; a decision on all of them gives each a rank of its own. O(n log n).
 */
export function rankCompounds<T extends Merit>(
  rows: readonly T[],
  tieBreak: readonly string[] = DEFAULT_TIE_BREAK,
  decisions: readonly TieDecision[] = [],
): readonly Ranked<T>[] {
  const compare = meritOrder(tieBreak)
  const ordered = [...rows].sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1))
  const ranked: Ranked<T>[] = []
  let start = 0
  for (let at = 1; at <= ordered.length; at++) {
    const [first, row] = [ordered[start], ordered[at]]
    if (first !== undefined && row !== undefined && compare(first, row) === 0) continue
    placeEquals(ordered, start, at, decisions, ranked)
    start = at
  }
  return ranked
}

/** Ranks the rows from `start` up to `end`, equal in every key: 并列, unless a decision tells them apart. */
function placeEquals<T extends Merit>(
  ordered: readonly T[],
  start: number,
  end: number,
  decisions: readonly TieDecision[],
  ranked: Ranked<T>[],
): void {
  const alone = end - start === 1
  const group = alone || decisions.length === 0 ? null : ordered.slice(start, end)
  const decision = group === null ? null : decisionFor(group, decisions)
  if (group === null || decision === null) {
    for (let at = start; at < end; at++) {
      const row = ordered[at]
      if (row !== undefined) ranked.push({ row, rank: start + 1, tied: !alone, decision: null })
    }
    return
  }
  const places = new Map(decision.order.map((id, place) => [id, place]))
  group.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
  group.forEach((row, at) => ranked.push({ row, rank: start + at + 1, tied: false, decision }))
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
