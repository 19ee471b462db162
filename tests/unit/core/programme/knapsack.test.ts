import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solveKnapsack, type KnapsackItem } from '#core/programme/knapsack.ts'

/** The oracle: every subset. */
function bestProfit(items: readonly KnapsackItem[], capacity: number): number {
  let best = 0
  for (let set = 0; set < 1 << items.length; set++) {
    let profit = 0
    let weight = 0
    items.forEach((item, at) => {
      if ((set >> at) % 2 === 0) return
      profit += item.profit
      weight += item.weight
    })
    if (weight <= capacity) best = Math.max(best, profit)
  }
  return best
}

/** A second oracle for larger sets: dynamic programming over every capacity. */
function bestByTable(items: readonly KnapsackItem[], capacity: number): number {
  const best = new Float64Array(capacity + 1)
  for (const { profit, weight } of items) {
    for (let room = capacity; room >= weight; room--) {
      best[room] = Math.max(best[room] ?? 0, (best[room - weight] ?? 0) + profit)
    }
  }
  return best[capacity] ?? 0
}

function expectSound(items: readonly KnapsackItem[], capacity: number, oracle: number): void {
  const { chosen, profit, weight, bound, exact } = solveKnapsack(items, capacity)
  const taken = items.filter((_item, at) => chosen[at])
  expect(taken.reduce((sum, item) => sum + item.profit, 0)).toBe(profit)
  expect(taken.reduce((sum, item) => sum + item.weight, 0)).toBe(weight)
  expect(weight).toBeLessThanOrEqual(capacity)
  expect([profit, bound, exact]).toEqual([oracle, oracle, true])
}

describe('the knapsack', () => {
  it('finds what trying every subset finds', () => {
    const item = fc.record({ profit: fc.nat(40), weight: fc.nat(30) })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 11 }), fc.nat(160), (items, capacity) => {
        expectSound(items, capacity, bestProfit(items, capacity))
      }),
      { numRuns: 600 },
    )
  })

  it('finds what a table over every capacity finds, also where profit follows weight', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 20, maxLength: 80 })
    fc.assert(
      fc.property(
        weights,
        fc.integer({ min: 0, max: 4000 }),
        fc.constantFrom(0, 1, 25),
        (list, capacity, extra) => {
          // extra 0: subset sum; 1 and 25: the strongly correlated sets that are hard for branch and bound.
          const items = list.map((weight) => ({ weight, profit: weight + extra }))
          expectSound(items, capacity, bestByTable(items, capacity))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('tells its gap when it may not search long enough', () => {
    const items = Array.from({ length: 60 }, (_, at) => ({
      profit: 1000 + at,
      weight: 900 + ((at * 7919) % 200),
    }))
    const proven = solveKnapsack(items, 20_000)
    const cut = solveKnapsack(items, 20_000, 5)
    expect(proven.exact).toBe(true)
    expect(cut.profit).toBeLessThanOrEqual(proven.profit)
    expect(cut.bound).toBeGreaterThanOrEqual(proven.profit)
    expect(cut.exact).toBe(cut.bound === cut.profit)
  })
})
