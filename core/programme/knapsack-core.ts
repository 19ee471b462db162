/** One thing to take or leave: a profit and a weight, both integers ≥ 0. */
export interface KnapsackItem {
  readonly profit: number
  readonly weight: number
}

/** Partial answers by rising weight and rising profit; `node` tells the changes that led to each. */
interface Frontier {
  readonly profits: readonly number[]
  readonly weights: readonly number[]
  readonly nodes: readonly number[]
}

/** One item put in or taken out. */
interface Change {
  readonly item: number
  readonly gain: number
  readonly load: number
}

/** Slack for the floating division in the bounds: it can keep a state too many, never lose one. */
const SLACK = 1e-6
const ROOT = -1

/**
 * The set of states of the expanding core. Items come sorted by profit per weight, all of positive weight and
 * profit and each fitting alone. State by state it knows the best set found and the most any other could reach.
 */
export class ExpandingCore {
  private readonly profits: readonly number[]
  private readonly weights: readonly number[]
  private readonly breakAt: number
  private readonly breakProfit: number
  private readonly breakWeight: number
  private frontier: Frontier
  /** Next item to put in, next item to take out. */
  private next: number
  private previous: number
  private best: number
  private bestNode: number | null = null
  private readonly parents: number[] = []
  private readonly changes: number[] = []

  constructor(
    items: readonly KnapsackItem[],
    private readonly capacity: number,
    lowerBound: number,
  ) {
    this.profits = items.map((item) => item.profit)
    this.weights = items.map((item) => item.weight)
    let at = 0
    let profit = 0
    let weight = 0
    while (at < items.length && weight + this.weightOf(at) <= capacity) {
      profit += this.profitOf(at)
      weight += this.weightOf(at)
      at++
    }
    this.breakAt = at
    this.breakProfit = profit
    this.breakWeight = weight
    this.next = at
    this.previous = at - 1
    this.best = lowerBound
    this.frontier = { profits: [profit], weights: [weight], nodes: [ROOT] }
  }

  /** Grows the core until no state can win any more, or the limit of states is met. */
  solve(stateLimit: number): void {
    const count = this.profits.length
    if (this.breakAt === count) return
    let adding = true
    while (this.frontier.profits.length > 0 && (this.next < count || this.previous >= 0)) {
      if (this.parents.length > stateLimit) return
      const add = this.next < count && (adding || this.previous < 0)
      adding = !adding
      const item = add ? this.next++ : this.previous--
      const sign = add ? 1 : -1
      this.grow({ item, gain: sign * this.profitOf(item), load: sign * this.weightOf(item) })
    }
  }

  /** Items of the best set, where one better than the lower bound was found. */
  improvedSet(): readonly number[] | null {
    if (this.bestNode === null) return null
    const inside = new Set<number>()
    for (let item = 0; item < this.breakAt; item++) inside.add(item)
    for (let node = this.bestNode; node >= 0; node = this.parents[node] ?? ROOT) {
      const item = this.changes[node] ?? 0
      if (!inside.delete(item)) inside.add(item)
    }
    return [...inside]
  }

  /** No set is worth more. */
  bound(): number {
    const { profits, weights } = this.frontier
    return profits.reduce(
      (most, profit, at) => Math.max(most, Math.floor(this.boundOf(profit, weights[at] ?? 0) + SLACK)),
      this.best,
    )
  }

  private grow(change: Change): void {
    // Lagrangian bound of forcing the change on the break set: what cannot win never enters the core.
    const ratio = this.profitOf(this.breakAt) / this.weightOf(this.breakAt)
    const left = this.capacity - this.breakWeight - change.load
    const forced = this.breakProfit + change.gain + left * ratio
    this.frontier = this.merge(this.frontier, change, forced + SLACK >= this.best + 1)
  }

  /** The frontier with and without one change, dominated and hopeless states left out. O(states). */
  private merge(from: Frontier, change: Change, enters: boolean): Frontier {
    const profits: number[] = []
    const weights: number[] = []
    const nodes: number[] = []
    const length = from.profits.length
    let highest = -Infinity
    let kept = 0
    let changed = enters ? 0 : length
    while (kept < length || changed < length) {
      const keptWeight = kept < length ? (from.weights[kept] ?? 0) : Infinity
      const changedWeight = changed < length ? (from.weights[changed] ?? 0) + change.load : Infinity
      const keptProfit = from.profits[kept] ?? 0
      const changedProfit = (from.profits[changed] ?? 0) + change.gain
      const keep = keptWeight < changedWeight || (keptWeight === changedWeight && keptProfit >= changedProfit)
      const profit = keep ? keptProfit : changedProfit
      const weight = keep ? keptWeight : changedWeight
      const origin = from.nodes[keep ? kept++ : changed++] ?? ROOT
      if (profit <= highest) continue
      highest = profit
      const wins = weight <= this.capacity && profit > this.best
      if (!wins && this.boundOf(profit, weight) + SLACK < this.best + 1) continue
      const node = keep ? origin : this.branch(origin, change.item)
      if (wins) {
        this.best = profit
        this.bestNode = node
      }
      profits.push(profit)
      weights.push(weight)
      nodes.push(node)
    }
    return { profits, weights, nodes }
  }

  private branch(parent: number, item: number): number {
    this.parents.push(parent)
    this.changes.push(item)
    return this.parents.length - 1
  }

  /** Linear bound of a state: room filled, or overweight shed, at the best rate still to come. */
  private boundOf(profit: number, weight: number): number {
    const left = this.capacity - weight
    if (left >= 0) {
      const fills = this.next < this.profits.length
      return fills ? profit + (left * this.profitOf(this.next)) / this.weightOf(this.next) : profit
    }
    if (this.previous < 0) return -Infinity
    return profit + (left * this.profitOf(this.previous)) / this.weightOf(this.previous)
  }

  private profitOf(item: number): number {
    return this.profits[item] ?? 0
  }

  private weightOf(item: number): number {
    return this.weights[item] ?? 1
  }
}
