import { solveKnapsack } from './knapsack.ts'
import type { Fate, SelectionRow, TierBGate } from './selection.ts'
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
): Optimised {
  const first = rows.filter((row) => row.tier !== 'B')
  const firstCost = first.reduce((sum, row) => sum + row.cost, 0)
  if (gate.declared === true) return pick(rows, rows, available, new Set(), null, gate)
  const open = gate.declared === null && gate.blockers.length === 0 && firstCost <= available
  if (!open) {
    const names = gate.declared === null ? gate.blockers : []
    return pick(rows, first, available, new Set(), names, gate)
  }
  const second = rows.filter((row) => row.tier === 'B')
  return pick(rows, second, available - firstCost, new Set(first), null, gate)
}

/**
 * Solves for the candidates beside what is taken already. `blockers` null: the gate is open; else rows of
 * tier B are refused by it, naming the blockers and the rows of tier A left out.
 */
function pick(
  rows: readonly SelectionRow[],
  candidates: readonly SelectionRow[],
  available: number,
  taken: ReadonlySet<SelectionRow>,
  blockers: readonly string[] | null,
  gate: TierBGate,
): Optimised {
  const answer = solveKnapsack(
    candidates.map((row) => ({ profit: Math.round(row.score * 100), weight: row.cost })),
    available,
  )
  const chosen = new Set(taken)
  candidates.forEach((row, at) => {
    if (answer.chosen[at]) chosen.add(row)
  })
  const base = [...taken].reduce((sum, row) => sum + Math.round(row.score * 100), 0)
  const left = rows.filter((row) => row.tier === 'A' && !chosen.has(row)).map((row) => row.name)
  const refused: Fate | null =
    blockers === null
      ? null
      : { kind: 'gate', gap: null, reason: gateReason([...blockers, ...left], gate.years) }
  const missed: Fate = { kind: 'not_chosen', gap: null, reason: notChosenReason(answer.exact) }
  const fates = rows.map((row): Fate => {
    if (chosen.has(row)) return { kind: 'selected', gap: null, reason: '' }
    return row.tier === 'B' && refused !== null ? refused : missed
  })
  return { fates, bound: answer.bound + base, exact: answer.exact }
}
