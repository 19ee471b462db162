import type { SelectInput } from '../evaluation.ts'
import type { PreparedProgramme } from '../prepared.ts'
import { rankProgramme } from '../rank-programme.ts'
import type { Random } from '../seeded-random.ts'
import { selectCompounds } from '../selection.ts'

/** The chance of one ranked compound under uncertain costs. */
export interface CostChance {
  readonly compoundId: string
  /** Selected at the costs as they stand. */
  readonly selected: boolean
  /** In how many of `runs` it was selected. */
  readonly times: number
  readonly runs: number
}

export interface CostUncertaintyOptions {
  /** 0.2 is ±20 %, evenly spread. */
  readonly spread: number
  readonly runs: number
  readonly random: Random
}

/**
 * How often each ranked compound stays in when every cost may be off by ±`spread` (DOMAIN §4.4). Settled costs
 * (结算) are known and stay. The ranking does not move, costs do not enter it. Costs are drawn in the order of
 * the ranking, so the same seed gives the same answer. O(runs × n).
 */
export function costUncertainty(
  prepared: PreparedProgramme,
  input: SelectInput,
  { spread, runs, random }: CostUncertaintyOptions,
): readonly CostChance[] {
  const { ranked, rows, options } = rankProgramme(prepared, input)
  const standing = selectCompounds(rows, options)
  const times = rows.map(() => 0)
  for (let run = 0; run < runs; run++) {
    const drawn = rows.map((row, at) => {
      if (ranked[at]?.row.entry.cost.kind === 'settled') return row
      return { ...row, cost: Math.round(row.cost * (1 + spread * (2 * random() - 1))) }
    })
    selectCompounds(drawn, options).outcomes.forEach(({ selected }, at) => {
      if (selected) times[at] = (times[at] ?? 0) + 1
    })
  }
  return rows.map(({ id }, at) => ({
    compoundId: id,
    selected: standing.outcomes[at]?.selected ?? false,
    times: times[at] ?? 0,
    runs,
  }))
}
