/** What a summary reads of one candidate; lengths m, sizes mm, money 元. */
export interface TieIn {
  readonly id: string
  readonly compoundId: string
  /** 1 the best; null where refused */
  readonly rank: number | null
  readonly status: 'feasible' | 'rejected'
  readonly state: string
  readonly dn: number | null
  readonly length: number | null
  readonly cost: number | null
  readonly reasons: readonly { readonly code: string }[]
}

/** Tie-ins of one size of branch. */
export interface SizeTally {
  /** mm */
  readonly dn: number
  readonly compounds: number
  /** m */
  readonly length: number
}

/** How far the tie-ins of a plan have come. */
export interface TieInSummary {
  /** Compounds that need one. */
  readonly wanted: number
  readonly found: number
  readonly confirmed: number
  /** found − confirmed */
  readonly toConfirm: number
  /** The tie-in that counts for each compound, in the order given. */
  readonly chosen: readonly string[]
  /** Compounds without a feasible point, in the order given. */
  readonly without: readonly string[]
  /** m, of the branch that counts for each compound */
  readonly branchLength: number
  /** integer 元 */
  readonly cost: number
  /** By size, the smallest first. */
  readonly sizes: readonly SizeTally[]
}

/** Why candidate wells were refused; one may be refused for several reasons. */
export interface RefusalTally {
  readonly candidates: number
  readonly refused: number
  /** The most frequent first. */
  readonly reasons: readonly { readonly code: string; readonly candidates: number }[]
}

const CONFIRMED = ['CONFIRMED', 'BUILT', 'VERIFIED']

/**
 * Of the compounds of a plan: how many have a tie-in, how many of those the centre has confirmed, and what the
 * branches come to. For each compound the confirmed point counts, else the best proposal; a point the centre has
 * rejected counts for nothing.
 */
export function summariseTieIns(tieIns: Iterable<TieIn>, wanted: readonly string[]): TieInSummary {
  const byCompound = new Map<string, TieIn>()
  for (const one of tieIns) {
    if (one.status !== 'feasible' || one.state === 'REJECTED') continue
    const before = byCompound.get(one.compoundId)
    if (before === undefined || standing(one) < standing(before)) byCompound.set(one.compoundId, one)
  }
  const chosen = wanted.flatMap((id) => byCompound.get(id) ?? [])
  const confirmed = chosen.filter(({ state }) => CONFIRMED.includes(state)).length
  return {
    wanted: wanted.length,
    found: chosen.length,
    confirmed,
    toConfirm: chosen.length - confirmed,
    chosen: chosen.map(({ id }) => id),
    without: wanted.filter((id) => !byCompound.has(id)),
    branchLength: chosen.reduce((sum, { length }) => sum + (length ?? 0), 0),
    cost: chosen.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    sizes: sizesOf(chosen),
  }
}

/** Every candidate of the plan's compounds, and what the refused ones were refused for. */
export function tallyRefusals(tieIns: Iterable<TieIn>, wanted: readonly string[]): RefusalTally {
  const ids = new Set(wanted)
  const counts = new Map<string, number>()
  let candidates = 0
  let refused = 0
  for (const { compoundId, status, reasons } of tieIns) {
    if (!ids.has(compoundId)) continue
    candidates += 1
    if (status !== 'rejected') continue
    refused += 1
    for (const code of new Set(reasons.map((reason) => reason.code)))
      counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const reasons = [...counts]
    .map(([code, count]) => ({ code, candidates: count }))
    .sort((a, b) => b.candidates - a.candidates || (a.code < b.code ? -1 : 1))
  return { candidates, refused, reasons }
}

function standing({ state, rank }: TieIn): number {
  return CONFIRMED.includes(state) ? 0 : (rank ?? Number.MAX_SAFE_INTEGER)
}

function sizesOf(tieIns: readonly TieIn[]): readonly SizeTally[] {
  const sizes = new Map<number, { compounds: number; length: number }>()
  for (const { dn, length } of tieIns) {
    if (dn === null) continue
    const size = sizes.get(dn) ?? { compounds: 0, length: 0 }
    sizes.set(dn, { compounds: size.compounds + 1, length: size.length + (length ?? 0) })
  }
  return [...sizes].map(([dn, size]) => ({ dn, ...size })).sort((a, b) => a.dn - b.dn)
}
