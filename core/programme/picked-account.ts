import { sumCounts, type CompoundCount } from '../compound/totals.ts'

/** What a picked compound adds to the account. Money integer 元. */
export interface PickedCompound extends CompoundCount {
  readonly cost: number
  /** Is it in the plan? */
  readonly selected: boolean
}

/** A set of compounds as if it were the plan. Areas m², money integer 元. */
export interface PickedAccount extends CompoundCount {
  readonly compounds: number
  readonly cost: number
  /** How many of them the plan has taken, and for how much. */
  readonly selected: number
  readonly selectedCost: number
  /** Money that could be given less the cost of the set; negative when the set costs more. null without a budget. */
  readonly remaining: number | null
}

/**
 * Counts and prices a picked set.
 * @param available money for compounds, integer 元 (`availableOf`); null while it is not known
 */
export function accountOf(picked: readonly PickedCompound[], available: number | null): PickedAccount {
  const cost = picked.reduce((sum, compound) => sum + compound.cost, 0)
  const selected = picked.filter((compound) => compound.selected)
  return {
    compounds: picked.length,
    ...sumCounts(picked),
    cost,
    selected: selected.length,
    selectedCost: selected.reduce((sum, compound) => sum + compound.cost, 0),
    remaining: available === null ? null : available - cost,
  }
}
