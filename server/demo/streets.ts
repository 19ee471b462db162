import type { Block } from './blocks.ts'
import { crossingKey, riverOrder, type Crossing, type StreetGrid, type StreetRank } from './street-grid.ts'
import { streetAlongCoast, streetToSea } from './street-names.ts'

/** One stretch of street between two crossings. */
export interface Stretch {
  readonly id: string
  readonly from: Crossing
  readonly to: Crossing
  /** `along` the coast (constant v) or `across` (constant u, to the sea). */
  readonly direction: 'along' | 'across'
  readonly rank: StreetRank
  readonly halfWidth: number
  readonly name: string | null
  /** It bridges a river, so no gravity pipe follows it. */
  readonly bridge: boolean
}

/** A street as one line of crossings, for the map. */
export interface Street {
  readonly name: string | null
  readonly rank: StreetRank
  readonly direction: 'along' | 'across'
  readonly crossings: readonly Crossing[]
}

/** The stretches around the blocks; lanes over rivers and lanes between two parks are left out. */
export function stretchesAround(grid: StreetGrid, blocks: readonly Block[]): Stretch[] {
  const parks = new Set(blocks.filter((b) => b.use === 'park').map((b) => crossingKey(b.column, b.row)))
  const stretches = new Map<string, Stretch>()
  for (const { column, row } of blocks) {
    const sides = [
      ['along', column, row],
      ['along', column, row + 1],
      ['across', column, row],
      ['across', column + 1, row],
    ] as const
    for (const [direction, c, r] of sides) {
      const stretch = stretchAt(grid, direction, c, r)
      if (stretch === null || (stretch.bridge && stretch.rank === 'local')) continue
      const beside = direction === 'along' ? crossingKey(c, r - 1) : crossingKey(c - 1, r)
      if (stretch.rank === 'local' && parks.has(crossingKey(c, r)) && parks.has(beside)) continue
      stretches.set(stretch.id, stretch)
    }
  }
  return [...stretches.values()].sort(
    (a, b) =>
      a.direction.localeCompare(b.direction) || a.from.row - b.from.row || a.from.column - b.from.column,
  )
}

export const stretchId = (direction: 'along' | 'across', column: number, row: number) =>
  `${direction}/${column}/${row}`

function stretchAt(
  grid: StreetGrid,
  direction: 'along' | 'across',
  column: number,
  row: number,
): Stretch | null {
  const from = grid.crossings.get(crossingKey(column, row))
  const to = grid.crossings.get(
    direction === 'along' ? crossingKey(column + 1, row) : crossingKey(column, row + 1),
  )
  const line = direction === 'along' ? grid.rows.get(row) : grid.columns.get(column)
  if (from === undefined || to === undefined || line === undefined) return null
  return {
    id: stretchId(direction, column, row),
    from,
    to,
    direction,
    rank: line.rank,
    halfWidth: line.halfWidth,
    name: direction === 'along' ? streetAlongCoast(row) : streetToSea(column),
    bridge: direction === 'along' && riverOrder(column) !== null,
  }
}

/** The wide streets' continuation into the country, `crossings` on from each of their ends while there is land. */
export function roadsOut(grid: StreetGrid, stretches: readonly Stretch[], crossings: number): Stretch[] {
  const known = new Set(stretches.map((stretch) => stretch.id))
  const out = new Map<string, Stretch>()
  for (const stretch of stretches) {
    if (stretch.rank !== 'arterial') continue
    for (const way of [-1, 1]) {
      for (let step = way; Math.abs(step) <= crossings; step += way) {
        const { direction, from } = stretch
        const next =
          direction === 'along'
            ? stretchAt(grid, direction, from.column + step, from.row)
            : stretchAt(grid, direction, from.column, from.row + step)
        if (next === null || known.has(next.id)) break
        out.set(next.id, next)
      }
    }
  }
  return [...out.values()]
}

/** Joins stretches end to end along each line. */
export function joinStreets(stretches: readonly Stretch[]): Street[] {
  const byLine = new Map<string, Stretch[]>()
  for (const stretch of stretches) {
    const key = `${stretch.direction}/${stretch.direction === 'along' ? stretch.from.row : stretch.from.column}`
    byLine.set(key, [...(byLine.get(key) ?? []), stretch])
  }
  const streets: Street[] = []
  for (const line of byLine.values()) {
    const order = (s: Stretch) => (s.direction === 'along' ? s.from.column : s.from.row)
    let run: Crossing[] = []
    let previous: Stretch | undefined
    for (const stretch of line.sort((a, b) => order(a) - order(b))) {
      if (previous === undefined || order(previous) + 1 !== order(stretch)) {
        if (previous !== undefined) streets.push(streetOf(previous, run))
        run = [stretch.from]
      }
      run.push(stretch.to)
      previous = stretch
    }
    if (previous !== undefined) streets.push(streetOf(previous, run))
  }
  return streets
}

function streetOf(stretch: Stretch, crossings: readonly Crossing[]): Street {
  return { name: stretch.name, rank: stretch.rank, direction: stretch.direction, crossings }
}
