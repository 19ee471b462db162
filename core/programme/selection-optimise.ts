import type { TierYears } from '../compound/tier.ts'
import { solveKnapsack } from './knapsack.ts'
import type { Fate, SelectionRow, TierBGate } from './selection-model.ts'
import { gateReason, notChosenReason } from './selection-reasons.ts'

/** Fates of all rows, with the most any selection could reach in hundredths of a point. */
export interface Optimised {
  readonly fates: readonly Fate[]
  readonly bound: number
  readonly exact: boolean
}

/**
 * The greatest sum of scores within `available`, under the tier gate. While tier A cannot be funded as a whole
 * the sum is taken over tier A alone; once it can, taking all of it is also best, and tier B competes for the
 * rest.
 */
export function optimiseSelection(
  rows: readonly SelectionRow[],
  available: number,
  gate: TierBGate,
  stateLimit?: number,
): Optimised {
  const first = rows.filter((row) => row.tier !== 'B')
  const firstCost = first.reduce((sum, row) => sum + row.cost, 0)
  const whole = { rows, years: gate.years, stateLimit, taken: [], available }
  if (gate.declared === true) return pick({ ...whole, candidates: rows, blockers: null })
  const open = gate.declared === null && gate.blockers.length === 0 && firstCost <= available
  if (!open)
    return pick({ ...whole, candidates: first, blockers: gate.declared === null ? gate.blockers : [] })
  const second = rows.filter((row) => row.tier === 'B')
  return pick({
    ...whole,
    taken: first,
    available: available - firstCost,
    candidates: second,
    blockers: null,
  })
}

interface Choice {
  readonly rows: readonly SelectionRow[]
  /** In already. */
  readonly taken: readonly SelectionRow[]
  /** To choose from with what is `available`. */
  readonly candidates: readonly SelectionRow[]
  readonly available: number
  /** null: the gate is open; else it refuses tier B, naming these and the rows of tier A left out. */
  readonly blockers: readonly string[] | null
  readonly years: TierYears | undefined
  readonly stateLimit: number | undefined
}

function pick({ rows, taken, candidates, available, blockers, years, stateLimit }: Choice): Optimised {
  const items = candidates.map((row) => ({ profit: hundredthsOf(row), weight: row.cost }))
  const answer = solveKnapsack(items, available, stateLimit)
  const chosen = new Set(taken)
  candidates.forEach((row, at) => {
    if (answer.chosen[at]) chosen.add(row)
  })
  const left = rows.filter((row) => row.tier === 'A' && !chosen.has(row)).map((row) => row.name)
  const missed: Fate = { kind: 'not_chosen', gap: null, reason: notChosenReason(answer.exact) }
  const refused: Fate =
    blockers === null
      ? missed
      : { kind: 'gate', gap: null, reason: gateReason([...blockers, ...left], years) }
  const fates = rows.map((row): Fate => {
    if (chosen.has(row)) return { kind: 'selected', gap: null, reason: '' }
    return row.tier === 'B' ? refused : missed
  })
  const base = taken.reduce((sum, row) => sum + hundredthsOf(row), 0)
  return { fates, bound: answer.bound + base, exact: answer.exact }
}

function hundredthsOf(row: SelectionRow): number {
  return Math.round(row.score * 100)
}
