import type { Plane } from '#core/geo/projection.ts'
import type { CityFrame, GridPoint } from './city-frame.ts'
import type { Land } from './land.ts'
import { riverOrder, type StreetGrid } from './street-grid.ts'
import { riverName } from './street-names.ts'

/** A river in its strip, winding from the hills to the sea (示例). */
export interface River {
  readonly name: string
  /** Column whose eastern strip it runs in. */
  readonly column: number
  /** u of the middle at a v. */
  readonly middle: (v: number) => number
  /** Half the width of the water at a v, metres. */
  readonly halfWidth: (v: number) => number
  /** v where it leaves the land. */
  readonly mouth: number
  readonly ring: readonly Plane[]
}

const STEP = 40

/** One river for each river strip of the columns west…east that reaches the sea. */
export function windRivers(
  frame: CityFrame,
  land: Land,
  grid: StreetGrid,
  bounds: { readonly west: number; readonly east: number; readonly north: number },
): River[] {
  const rivers: River[] = []
  for (const column of grid.columns.values()) {
    const order = riverOrder(column.index)
    const next = grid.columns.get(column.index + 1)
    if (order === null || next === undefined) continue
    if (column.at < bounds.west || next.at > bounds.east) continue
    const river = wind(frame, land, order, column.index, (column.at + next.at) / 2, bounds.north)
    if (river !== null) rivers.push(river)
  }
  return rivers.sort((a, b) => a.column - b.column)
}

function wind(
  frame: CityFrame,
  land: Land,
  order: number,
  column: number,
  strip: number,
  north: number,
): River | null {
  const middle = (v: number) =>
    strip + 62 * Math.sin(v / 510 + order * 1.7) + 24 * Math.sin(v / 170 + order * 2.9)
  const onLand = (v: number) => land.isInland(frame.place([middle(v), v]), 0)
  if (!onLand(0)) return null
  let top = 0
  while (top < north && land.isInland(frame.place([middle(top + STEP), top + STEP]), 60)) top += STEP
  let mouth = 0
  while (onLand(mouth) && mouth > -60_000) mouth -= 10
  const halfWidth = (v: number) => Math.max(9, 22 - (v - mouth) / 450)
  const west: GridPoint[] = []
  const east: GridPoint[] = []
  for (let v = top; v > mouth - STEP; v -= STEP) {
    west.push([middle(v) - halfWidth(v), v])
    east.push([middle(v) + halfWidth(v), v])
  }
  const ring = [...west, ...east.reverse()].map(frame.place)
  return { name: riverName(order), column, middle, halfWidth, mouth, ring }
}
