import { distanceBetween } from '#core/geo/plane-geometry.ts'
import { crossingKey, type Crossing } from './street-grid.ts'
import type { Stretch } from './streets.ts'

/** A street with a main in it and the way the water runs. */
export interface DrainedStretch {
  readonly stretch: Stretch
  /** Crossing the water comes from and goes to. */
  readonly from: Crossing
  readonly to: Crossing
  /** It only drains itself: the main begins within the street, past `from`. */
  readonly header: boolean
}

/** Metres of detour the water takes to spare a metre of digging against the ground. */
const UPHILL = 550
/** The ground should fall at least this much along a main. */
const FALL = 0.0022

/**
 * The way of the water over the streets to the nearest outlet, uphill as little as may be: a forest with the
 * outlets as roots, every other street a header of its own. O(streets · log streets).
 */
export function growForest(
  stretches: readonly Stretch[],
  outlets: readonly Crossing[],
  groundOf: (crossing: Crossing) => number,
): DrainedStretch[] {
  const around = new Map<string, Stretch[]>()
  for (const stretch of stretches) {
    for (const end of [stretch.from, stretch.to]) {
      const key = keyOf(end)
      const list = around.get(key)
      if (list === undefined) around.set(key, [stretch])
      else list.push(stretch)
    }
  }
  const way = new Map<string, Stretch | null>()
  const queue = new PriorityQueue<{ crossing: Crossing; by: Stretch | null }>()
  for (const outlet of outlets) if (around.has(keyOf(outlet))) queue.push(0, { crossing: outlet, by: null })
  const drained: DrainedStretch[] = []
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { crossing, by } = next.value
    if (way.has(keyOf(crossing))) continue
    way.set(keyOf(crossing), by)
    if (by !== null) drained.push({ stretch: by, from: crossing, to: otherEnd(by, crossing), header: false })
    for (const stretch of around.get(keyOf(crossing)) ?? []) {
      const above = otherEnd(stretch, crossing)
      if (way.has(keyOf(above))) continue
      queue.push(next.cost + climb(stretch, above, crossing, groundOf), { crossing: above, by: stretch })
    }
  }
  for (const stretch of stretches) {
    if (!way.has(keyOf(stretch.from)) || way.get(keyOf(stretch.from)) === stretch) continue
    if (way.get(keyOf(stretch.to)) === stretch) continue
    const falls = groundOf(stretch.from) >= groundOf(stretch.to)
    const [from, to] = falls ? [stretch.from, stretch.to] : [stretch.to, stretch.from]
    drained.push({ stretch, from, to, header: true })
  }
  return drained
}

function climb(
  stretch: Stretch,
  from: Crossing,
  to: Crossing,
  groundOf: (crossing: Crossing) => number,
): number {
  const length = distanceBetween(from.position, to.position)
  const short = groundOf(to) + FALL * length - groundOf(from)
  const favour = stretch.rank === 'arterial' ? 0.8 : stretch.rank === 'secondary' ? 0.95 : 1.15
  return length * favour + Math.max(0, short) * UPHILL
}

function otherEnd(stretch: Stretch, end: Crossing): Crossing {
  return keyOf(stretch.from) === keyOf(end) ? stretch.to : stretch.from
}

function keyOf(crossing: Crossing): string {
  return crossingKey(crossing.column, crossing.row)
}

/** Binary heap; equal costs leave in the order they came. */
class PriorityQueue<T> {
  private readonly heap: { cost: number; order: number; value: T }[] = []
  private count = 0

  push(cost: number, value: T): void {
    this.heap.push({ cost, order: this.count++, value })
    let index = this.heap.length - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!this.swapIfLess(index, parent)) break
      index = parent
    }
  }

  pop(): { cost: number; value: T } | undefined {
    const top = this.heap[0]
    const last = this.heap.pop()
    if (top === undefined || last === undefined) return undefined
    if (this.heap.length > 0) {
      this.heap[0] = last
      let index = 0
      for (;;) {
        const left = 2 * index + 1
        const child = this.less(left + 1, left) ? left + 1 : left
        if (!this.swapIfLess(child, index)) break
        index = child
      }
    }
    return top
  }

  private less(a: number, b: number): boolean {
    const x = this.heap[a]
    const y = this.heap[b]
    if (x === undefined || y === undefined) return false
    return x.cost < y.cost || (x.cost === y.cost && x.order < y.order)
  }

  private swapIfLess(a: number, b: number): boolean {
    if (!this.less(a, b)) return false
    const x = this.heap[a]
    const y = this.heap[b]
    if (x === undefined || y === undefined) return false
    this.heap[a] = y
    this.heap[b] = x
    return true
  }
}
