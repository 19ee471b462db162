import { footOn, type Foot } from './plane-geometry.ts'
import type { Plane } from './projection.ts'
import { indexSegments } from './segment-index.ts'

/** Lines (a point is a line of one vertex) that can be asked by exact distance. */
export interface LineIndex {
  /** Items whose exact distance from the position is at most `radius`, nearest first. */
  within(position: Plane, radius: number): readonly NearLine[]
  /** The exactly nearest item, of equally near ones the first; null in an empty index. */
  nearest(position: Plane): NearLine | null
  /** Bytes it holds. */
  readonly bytes: number
}

export interface NearLine extends Foot {
  /** The item's number, as passed to the index. */
  readonly item: number
}

/** Indexes the lines of `items` segment by segment. Building takes O(n), an answer O(log n + hits). */
export function indexLines(items: ArrayLike<number>, lineOf: (item: number) => readonly Plane[]): LineIndex {
  const { coordinates, owners } = segmentsOf(items, lineOf)
  const index = indexSegments(coordinates)
  const near = (item: number, position: Plane): NearLine => ({ item, ...footOn(lineOf(item), position) })
  return {
    bytes: coordinates.byteLength + owners.byteLength + index.bytes,
    within(position, radius) {
      // A hair more, since the distance to a foot may round up; what is told is measured again.
      const segments = index.within(position[0], position[1], radius * (1 + 1e-12) + 1e-9)
      const found = new Set(segments.map((segment) => owners[segment] ?? -1))
      return [...found]
        .map((item) => near(item, position))
        .filter(({ distance }) => distance <= radius)
        .sort((a, b) => a.distance - b.distance || a.item - b.item)
    },
    nearest(position) {
      const segment = index.nearest(position[0], position[1])
      return segment < 0 ? null : near(owners[segment] ?? -1, position)
    },
  }
}

/** All segments, flat, each with the item it belongs to; a point is a segment of no length. */
function segmentsOf(
  items: ArrayLike<number>,
  lineOf: (item: number) => readonly Plane[],
): { coordinates: Float64Array; owners: Int32Array } {
  let count = 0
  for (let i = 0; i < items.length; i++) count += Math.max(1, lineOf(items[i] ?? 0).length - 1)
  const coordinates = new Float64Array(4 * count)
  const owners = new Int32Array(count)
  let segment = 0
  for (let i = 0; i < items.length; i++) {
    const item = items[i] ?? 0
    const line = lineOf(item)
    for (let k = 0; k < Math.max(1, line.length - 1); k++) {
      const from = line[k]
      const to = line[k + 1] ?? from
      coordinates[4 * segment] = from?.[0] ?? NaN
      coordinates[4 * segment + 1] = from?.[1] ?? NaN
      coordinates[4 * segment + 2] = to?.[0] ?? NaN
      coordinates[4 * segment + 3] = to?.[1] ?? NaN
      owners[segment] = item
      segment++
    }
  }
  return { coordinates, owners }
}
