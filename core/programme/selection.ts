import type {
  Fate,
  Selection,
  SelectionOptions,
  SelectionOutcome,
  SelectionRow,
  TierBGate,
} from './selection-model.ts'
import { optimiseSelection } from './selection-optimise.ts'
import {
  afterLineReason,
  gateReason,
  marginalReason,
  skippedReason,
  tiedReason,
} from './selection-reasons.ts'
import { WAYS_OUT } from './ways-out.ts'

export type {
  OutcomeKind,
  Selection,
  SelectionOptions,
  SelectionOutcome,
  SelectionRow,
  TierBGate,
} from './selection-model.ts'

const OPEN_GATE: TierBGate = { declared: null, blockers: [] }
const SELECTED: Fate = { kind: 'selected', gap: null, reason: '' }

/**
 * Spends `available` down the ranking (DOMAIN §4.3).
 *
 * - `strict`, the legal order: stop at the first that does not fit. The answer is always a prefix of the ranking.
 * - `fill`: skip what does not fit, with a reason each, and go on.
 * - `optimise`: the greatest sum of scores under the same gate; a what-if, never the legal result.
 *
 * Rows of equal rank are taken all or none when the money does not reach for all: nobody chooses silently.
 * Tier B enters only when all of tier A is selected, or the gate is declared open. Reserves are the caller's
 * (`available`).
 */
export function selectCompounds(rows: readonly SelectionRow[], options: SelectionOptions): Selection {
  const gate = options.gate ?? OPEN_GATE
  const available = Math.max(0, options.available)
  const walked = (settle: Settle): Selection =>
    summarise(rows, walk(rows, available, gate, options, settle), available, gate, null, true)
  if (options.policy === 'strict') return walked(settleStrict)
  if (options.policy === 'fill') return walked(settleFill)
  const { fates, bound, exact } = optimiseSelection(rows, available, gate, options.stateLimit)
  const optimised = summarise(rows, fates, available, gate, bound, exact)
  if (exact) return optimised
  // Without the proof the best of all three policies stands, with the gap it may have.
  return [walked(settleStrict), walked(settleFill)].reduce(
    (best, other) =>
      other.scoreHundredths > best.scoreHundredths ? { ...other, scoreBound: bound, exact } : best,
    optimised,
  )
}

/** What becomes of the rows of one rank: a fate each, what they spend, and the fate of all behind where the walk ends. */
interface Settled {
  readonly fates: readonly Fate[]
  readonly spent: number
  readonly behind?: Fate
}

/** Settles the rows of one rank with what is left of the money. */
type Settle = (group: readonly SelectionRow[], left: number, clause: SelectionOptions['clause']) => Settled

/** Goes down the ranking rank by rank, with the gate of tier B in front of its first row. */
function walk(
  rows: readonly SelectionRow[],
  available: number,
  gate: TierBGate,
  { clause }: SelectionOptions,
  settle: Settle,
): readonly Fate[] {
  const fates: Fate[] = []
  let barrier: Barrier | undefined
  let left = available
  for (const group of groupsOfRank(rows)) {
    if (group[0]?.tier === 'B') {
      // Every row of tier A is behind us: the gate stays as it is now.
      barrier ??= barrierOf(gate, rows, fates)
      if (barrier.shut !== null) {
        for (const _row of group) fates.push(barrier.shut)
        continue
      }
    }
    const settled = settle(group, left, clause)
    for (const fate of settled.fates) fates.push(fate)
    left -= settled.spent
    if (settled.behind !== undefined) {
      while (fates.length < rows.length) fates.push(settled.behind)
    }
    if (fates.length === rows.length) break
  }
  return fates
}

/** All of the rank or the end of the walk. */
const settleStrict: Settle = (group, left, clause) => {
  const cost = costOf(group)
  if (cost <= left) return { fates: group.map(() => SELECTED), spent: cost }
  const gap = cost - left
  return {
    fates: group.map((row) =>
      group.length === 1
        ? { kind: 'marginal', gap, reason: marginalReason(left, row.cost, WAYS_OUT, clause) }
        : { kind: 'tied_at_line', gap, reason: tiedReason(group, cost, left, clause) },
    ),
    spent: 0,
    behind: { kind: 'after_line', gap: null, reason: afterLineReason(group, clause) },
  }
}

/** Who does not fit even alone leaves no choice to make; the others all go in, or nobody chooses. */
const settleFill: Settle = (group, left, clause) => {
  const fitting = group.filter((row) => row.cost <= left)
  const cost = costOf(fitting)
  return {
    fates: group.map((row) => {
      if (row.cost > left) {
        return { kind: 'skipped', gap: row.cost - left, reason: skippedReason(left, row.cost, clause) }
      }
      return cost <= left
        ? SELECTED
        : { kind: 'tied_at_line', gap: cost - left, reason: tiedReason(fitting, cost, left, clause) }
    }),
    spent: cost <= left ? cost : 0,
  }
}

/** The fate of tier B while its gate is shut; null when it is open. */
interface Barrier {
  readonly shut: Fate | null
}

function barrierOf(gate: TierBGate, rows: readonly SelectionRow[], fates: readonly Fate[]): Barrier {
  const names = gate.declared === null ? [...gate.blockers] : []
  if (gate.declared === null) {
    fates.forEach((fate, at) => {
      const row = rows[at]
      if (row?.tier === 'A' && fate.kind !== 'selected') names.push(row.name)
    })
  }
  const open = gate.declared ?? names.length === 0
  return { shut: open ? null : { kind: 'gate', gap: null, reason: gateReason(names, gate.years) } }
}

function* groupsOfRank(rows: readonly SelectionRow[]): Generator<readonly SelectionRow[]> {
  let start = 0
  for (let at = 1; at <= rows.length; at++) {
    if (rows[at]?.rank === rows[start]?.rank) continue
    yield rows.slice(start, at)
    start = at
  }
}

function summarise(
  rows: readonly SelectionRow[],
  fates: readonly Fate[],
  available: number,
  gate: TierBGate,
  scoreBound: number | null,
  exact: boolean,
): Selection {
  let spent = 0
  let scoreHundredths = 0
  let tierAComplete = true
  const outcomes = rows.map((row, at): SelectionOutcome => {
    const { kind, gap, reason } = fates[at] ?? SELECTED
    const selected = kind === 'selected'
    if (selected) {
      spent += row.cost
      scoreHundredths += Math.round(row.score * 100)
    } else if (row.tier === 'A') tierAComplete = false
    return { id: row.id, selected, kind, cumulativeCost: spent, gap, reason }
  })
  const gateOpen = gate.declared ?? (tierAComplete && gate.blockers.length === 0)
  return { outcomes, spent, remaining: available - spent, gateOpen, scoreHundredths, scoreBound, exact }
}

function costOf(rows: readonly SelectionRow[]): number {
  return rows.reduce((sum, row) => sum + row.cost, 0)
}
