import type { ProgrammeEvaluation, SelectedTotals } from '../evaluation.ts'
import { setChange, type SetChange } from './set-change.ts'

/** A place that moved; null where the compound has no rank. */
export interface RankMove {
  readonly compoundId: string
  readonly before: number | null
  readonly after: number | null
}

/** What differs between two evaluations of one register. */
export interface ProgrammeComparison extends SetChange {
  readonly stays: readonly string[]
  /** Only those that moved, in the order of the later ranking. */
  readonly moves: readonly RankMove[]
  /** after − before; areas m², money integer 元 */
  readonly difference: SelectedTotals
}

/** Compares two scenarios: who enters, who leaves, whose rank moves, and what it does to the totals. O(n). */
export function compareEvaluations(
  before: ProgrammeEvaluation,
  after: ProgrammeEvaluation,
): ProgrammeComparison {
  const first = selectedIds(before)
  const second = selectedIds(after)
  const moves: RankMove[] = []
  for (const { compoundId, rank } of after.ranking) {
    const earlier = before.judgements.get(compoundId)?.rank ?? null
    if (earlier !== rank) moves.push({ compoundId, before: earlier, after: rank })
  }
  return {
    ...setChange(first, second),
    stays: [...second].filter((id) => first.has(id)),
    moves,
    difference: differenceOf(before.totals, after.totals),
  }
}

function selectedIds({ ranking }: ProgrammeEvaluation): ReadonlySet<string> {
  return new Set(ranking.filter(({ selected }) => selected).map(({ compoundId }) => compoundId))
}

function differenceOf(before: SelectedTotals, after: SelectedTotals): SelectedTotals {
  return {
    compounds: after.compounds - before.compounds,
    buildings: after.buildings - before.buildings,
    households: after.households - before.households,
    floorArea: Math.round((after.floorArea - before.floorArea) * 100) / 100,
    cost: after.cost - before.cost,
    tierA: after.tierA - before.tierA,
    tierB: after.tierB - before.tierB,
    reserveTemporary: after.reserveTemporary - before.reserveTemporary,
    reserveMaintenance: after.reserveMaintenance - before.reserveMaintenance,
  }
}
