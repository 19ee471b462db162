import type { GridBox, GridPoint } from './city-frame.ts'
import type { Random } from './random.ts'
import { crossingKey, riverOrder, type StreetGrid } from './street-grid.ts'

/** The ground between four streets. */
export interface Block {
  /** Lines at its south-western corner. */
  readonly column: number
  readonly row: number
  /** Inside the red lines. */
  readonly inner: GridBox
  readonly middle: GridPoint
  readonly use: 'housing' | 'river' | 'park'
}

/** The city's blocks: from the centre outwards until `housing` blocks for building are found, parks not counted. */
export function chooseBlocks(grid: StreetGrid, random: Random, housing: number): Block[] {
  const near = candidates(grid).sort(
    (a, b) => remoteness(a.middle) - remoteness(b.middle) || a.column - b.column || a.row - b.row,
  )
  const chosen: Block[] = []
  let count = 0
  for (const block of near) {
    if (count >= housing) break
    const park = block.use === 'housing' && random.fork(`park ${block.column}/${block.row}`).chance(0.055)
    chosen.push(park ? { ...block, use: 'park' } : block)
    if (block.use === 'housing' && !park) count++
  }
  return chosen
}

/** How many blocks for building the grid can hold. */
export function countCandidates(grid: StreetGrid): number {
  return candidates(grid).filter((block) => block.use === 'housing').length
}

function candidates(grid: StreetGrid): Block[] {
  const blocks: Block[] = []
  for (const { column, row } of grid.crossings.values()) {
    const west = grid.columns.get(column)
    const east = grid.columns.get(column + 1)
    const south = grid.rows.get(row)
    const north = grid.rows.get(row + 1)
    if (west === undefined || east === undefined || south === undefined || north === undefined) continue
    const corners = [
      [column + 1, row],
      [column, row + 1],
      [column + 1, row + 1],
    ] as const
    if (corners.some(([c, r]) => !grid.crossings.has(crossingKey(c, r)))) continue
    blocks.push({
      column,
      row,
      inner: {
        west: west.at + west.halfWidth,
        east: east.at - east.halfWidth,
        south: south.at + south.halfWidth,
        north: north.at - north.halfWidth,
      },
      middle: [(west.at + east.at) / 2, (south.at + north.at) / 2],
      use: riverOrder(column) === null ? 'housing' : 'river',
    })
  }
  return blocks
}

/** The city is longer along the coast, and grew from the centre down to the sea. */
function remoteness([u, v]: GridPoint): number {
  return Math.hypot(u / 1.45, v < 0 ? v / 1.75 : v)
}
