import Flatbush from 'flatbush'
import { footOn, type Foot } from './plane-geometry.ts'
import type { Plane } from './projection.ts'

/** Lines (a point is a line of one vertex) that can be asked by exact distance. */
export interface LineIndex {
  /** Items whose exact distance from the position is at most `radius`, nearest first. */
  within(position: Plane, radius: number): readonly NearLine[]
  /** The exactly nearest item; null in an empty index. */
  nearest(position: Plane): NearLine | null
}

export interface NearLine extends Foot {
  /** The item's number, as passed to the index. */
  readonly item: number
}

/**
 * Indexes the lines of `items` by their boxes and refines every answer to the exact distance: the distance to a box
 * is only a bound. Building takes O(n log n), an answer O(log n + hits).
 */
export function indexLines(items: ArrayLike<number>, lineOf: (item: number) => readonly Plane[]): LineIndex {
  if (items.length === 0) return { within: () => [], nearest: () => null }
  const tree = new Flatbush(items.length)
  for (let i = 0; i < items.length; i++) addBox(tree, lineOf(items[i] ?? 0))
  tree.finish()

  const refine = (slot: number, position: Plane): NearLine => {
    const item = items[slot] ?? 0
    return { item, ...footOn(lineOf(item), position) }
  }
  const within = (position: Plane, radius: number): NearLine[] => {
    const [x, y] = position
    return tree
      .search(x - radius, y - radius, x + radius, y + radius)
      .map((slot) => refine(slot, position))
      .filter((near) => near.distance <= radius)
      .sort((a, b) => a.distance - b.distance || a.item - b.item)
  }
  return {
    within,
    nearest(position) {
      // The nearest box gives a distance that the exact answer cannot exceed; only lines in that reach can win.
      const slot = tree.neighbors(position[0], position[1], 1)[0]
      if (slot === undefined) return null
      const bound = refine(slot, position)
      return within(position, bound.distance * (1 + 1e-12) + 1e-9)[0] ?? bound
    },
  }
}

function addBox(tree: Flatbush, line: readonly Plane[]): void {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of line) {
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x)
    maxY = Math.max(maxY, y)
  }
  tree.add(minX, minY, maxX, maxY)
}
