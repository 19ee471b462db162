import type { SelectInput } from '../evaluation.ts'
import type { PreparedProgramme } from '../prepared.ts'
import { rankProgramme } from '../rank-programme.ts'
import { selectCompounds } from '../selection.ts'
import { setChange, type SetChange } from './set-change.ts'

/** Where a moved weight first changes the selected set. */
export interface WeightLimit extends SetChange {
  /** The first weight tried that gives another set. */
  readonly weight: number
}

/** How far the weight of one criterion can move before the selected set changes. */
export interface WeightStability {
  readonly criterionId: string
  readonly label: string
  readonly weight: number
  /** null: the set stays the same all the way down to 0. */
  readonly below: WeightLimit | null
  /** null: the set stays the same all the way up to `ceiling`. */
  readonly above: WeightLimit | null
}

export interface StabilityOptions {
  /** Points between the weights tried. */
  readonly step?: number
  /** Highest weight tried. */
  readonly ceiling?: number
}

/**
 * Moves each weight of the sheet on its own, down to 0 and up to `ceiling`, and reports the first step on either
 * side at which the selected set is another (DOMAIN §4.4). A change within a step that is undone before its end
 * is not seen. O(criteria × steps × n log n).
 */
export function weightStability(
  prepared: PreparedProgramme,
  input: SelectInput = {},
  options: StabilityOptions = {},
): readonly WeightStability[] {
  return prepared.scoringTable.criteria.flatMap(
    ({ id }) => criterionStability(prepared, input, id, options) ?? [],
  )
}

/** As `weightStability`, for one criterion; null for one the sheet does not have. O(steps × n log n). */
export function criterionStability(
  prepared: PreparedProgramme,
  input: SelectInput,
  criterionId: string,
  { step = 1, ceiling = 50 }: StabilityOptions = {},
): WeightStability | null {
  const criterion = prepared.scoringTable.criteria.find(({ id }) => id === criterionId)
  if (criterion === undefined) return null
  const start = selectedIds(prepared, input)
  const { id, label, max } = criterion
  const weight = input.weights?.[id] ?? max
  const limit = (direction: 1 | -1): WeightLimit | null => {
    for (let count = 1; ; count++) {
      const tried = Math.min(ceiling, Math.max(0, weight + direction * count * step))
      const change = setChange(
        start,
        selectedIds(prepared, { ...input, weights: { ...input.weights, [id]: tried } }),
      )
      if (change.enters.length + change.leaves.length > 0) return { weight: tried, ...change }
      if (tried === (direction === 1 ? ceiling : 0)) return null
    }
  }
  return { criterionId: id, label, weight, below: limit(-1), above: weight >= ceiling ? null : limit(1) }
}

/** How often a compound comes in or goes out among the changes found. */
export interface StabilityTally {
  readonly compoundId: string
  readonly enters: number
  readonly leaves: number
}

/** Who enters and who leaves in how many of the first changes, both ways of every weight; the most affected first. */
export function tallyStability(found: Iterable<WeightStability>): {
  readonly changes: number
  readonly compounds: readonly StabilityTally[]
} {
  const limits = [...found].flatMap(({ below, above }) => [below, above]).filter((limit) => limit !== null)
  const tallies = new Map<string, { enters: number; leaves: number }>()
  const count = (id: string, way: 'enters' | 'leaves'): void => {
    const tally = tallies.get(id) ?? { enters: 0, leaves: 0 }
    tally[way] += 1
    tallies.set(id, tally)
  }
  for (const { enters, leaves } of limits) {
    for (const id of enters) count(id, 'enters')
    for (const id of leaves) count(id, 'leaves')
  }
  return {
    changes: limits.length,
    compounds: [...tallies]
      .map(([compoundId, tally]) => ({ compoundId, ...tally }))
      .sort((a, b) => b.enters + b.leaves - (a.enters + a.leaves) || (a.compoundId < b.compoundId ? -1 : 1)),
  }
}

function selectedIds(prepared: PreparedProgramme, input: SelectInput): ReadonlySet<string> {
  const { rows, options } = rankProgramme(prepared, input)
  const { outcomes } = selectCompounds(rows, options)
  return new Set(outcomes.filter(({ selected }) => selected).map(({ id }) => id))
}
