import type { Plane } from '#core/geo/projection.ts'
import type { CityFrame, GridPoint } from './city-frame.ts'
import type { Land } from './land.ts'
import type { Random } from './random.ts'

export type StreetRank = 'arterial' | 'secondary' | 'local'

/** A line of the grid: a street's centre at a constant u or v, metres. */
export interface GridLine {
  readonly index: number
  readonly at: number
  readonly rank: StreetRank
  /** Half the red line, metres. */
  readonly halfWidth: number
}

/** A crossing of two lines; `column` and `row` are line indices. */
export interface Crossing {
  readonly column: number
  readonly row: number
  readonly point: GridPoint
  readonly position: Plane
}

/** Lines and the crossings that stand safely on land. */
export interface StreetGrid {
  readonly columns: ReadonlyMap<number, GridLine>
  readonly rows: ReadonlyMap<number, GridLine>
  /** By `crossingKey`. */
  readonly crossings: ReadonlyMap<string, Crossing>
}

/** Every how many columns a river has its own strip, and which one within. */
const RIVER_EVERY = 7
const RIVER_AT = 4
const RIVER_STRIP = 340

/** No street within this many metres of the outline. */
const SHORE = 150

export const crossingKey = (column: number, row: number) => `${column}/${row}`

/** Order of the river in the strip east of a column, null where there is none. */
export function riverOrder(column: number): number | null {
  const shifted = column - RIVER_AT
  return shifted % RIVER_EVERY === 0 ? shifted / RIVER_EVERY : null
}

/** Lays the grid over a box of `reach` lines each way and keeps what is on land. O(reach²·outline). */
export function layStreetGrid(frame: CityFrame, land: Land, random: Random, reach: number): StreetGrid {
  const columns = lines(random.fork('columns'), reach, (index) =>
    riverOrder(index) === null ? [205, 315] : [RIVER_STRIP, RIVER_STRIP],
  )
  const rows = lines(random.fork('rows'), reach, () => [180, 262])
  const crossings = new Map<string, Crossing>()
  for (const column of columns.values()) {
    for (const row of rows.values()) {
      const point: GridPoint = [column.at, row.at]
      const position = frame.place(point)
      if (!land.isInland(position, SHORE)) continue
      crossings.set(crossingKey(column.index, row.index), {
        column: column.index,
        row: row.index,
        point,
        position,
      })
    }
  }
  return { columns, rows, crossings }
}

/** `spacing(index)` bounds the distance from line `index` to the next. */
function lines(
  random: Random,
  reach: number,
  spacing: (index: number) => readonly [number, number],
): Map<number, GridLine> {
  const step = (index: number) => {
    const [low, high] = spacing(index)
    return Math.round(random.fork(String(index)).between(low, high))
  }
  const result = new Map<number, GridLine>()
  let at = 0
  for (let index = 0; index <= reach; index++) {
    result.set(index, line(index, at))
    at += step(index)
  }
  at = 0
  for (let index = -1; index >= -reach; index--) {
    at -= step(index)
    result.set(index, line(index, at))
  }
  return result
}

function line(index: number, at: number): GridLine {
  if (index % 4 === 0) return { index, at, rank: 'arterial', halfWidth: 20 }
  if (index % 2 === 0) return { index, at, rank: 'secondary', halfWidth: 13 }
  return { index, at, rank: 'local', halfWidth: 8 }
}
