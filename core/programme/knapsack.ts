import { ExpandingCore, type KnapsackItem } from './knapsack-core.ts'

export type { KnapsackItem }

/** The best set, in the order of the items given. */
export interface KnapsackAnswer {
  readonly chosen: readonly boolean[]
  readonly profit: number
  readonly weight: number
  /** No set is worth more than this. Equal to `profit` when `exact`. */
  readonly bound: number
  readonly exact: boolean
}

/**
 * The 0-1 knapsack, exact in integers: the set of greatest profit whose weight is within the capacity. Items
 * are sorted by profit per weight and a core around the greedy break grows until the best set is proven
 * (D. Pisinger, "A minimal algorithm for the 0-1 knapsack problem", 1997). 1000 compounds take milliseconds.
 *
 * @param stateLimit states to visit before giving up the proof: then `exact` is false and `bound` tells the gap
 */
export function solveKnapsack(
  items: readonly KnapsackItem[],
  capacity: number,
  stateLimit = 2_000_000,
): KnapsackAnswer {
  // What weighs nothing is always taken, what is worth nothing never.
  const chosen = items.map((item) => item.weight <= 0)
  const sorted = items
    .map((item, at) => ({ profit: item.profit, weight: item.weight, at }))
    .filter((item) => item.weight > 0 && item.profit > 0 && item.weight <= capacity)
    .sort((a, b) => b.profit * a.weight - a.profit * b.weight || a.weight - b.weight || a.at - b.at)
  const greedy = greedySet(sorted, capacity)
  const core = new ExpandingCore(sorted, capacity, greedy.profit)
  core.solve(stateLimit)
  for (const at of core.improvedSet() ?? greedy.taken) {
    const item = sorted[at]
    if (item !== undefined) chosen[item.at] = true
  }
  let profit = 0
  let weight = 0
  let free = 0
  items.forEach((item, at) => {
    if (!chosen[at]) return
    profit += item.profit
    weight += item.weight
    if (item.weight <= 0) free += item.profit
  })
  const bound = core.bound() + free
  return { chosen, profit, weight, bound, exact: bound === profit }
}

/** Indices of `sorted` taken one after the other as long as they fit. */
function greedySet(sorted: readonly KnapsackItem[], capacity: number): { taken: number[]; profit: number } {
  const taken: number[] = []
  let profit = 0
  let left = capacity
  sorted.forEach((item, at) => {
    if (item.weight > left) return
    left -= item.weight
    profit += item.profit
    taken.push(at)
  })
  return { taken, profit }
}
