import type { CityFrame, GridPoint } from './city-frame.ts'
import type { Land } from './land.ts'
import type { River } from './rivers.ts'
import { crossingKey, type Crossing, type StreetGrid } from './street-grid.ts'
import { streetAlongCoast } from './street-names.ts'
import type { Stretch } from './streets.ts'
import { SEA_LEVEL, type Terrain } from './terrain.ts'

/** Where a network leaves the streets: the crossing it comes from and the outfall on the bank. */
export interface Outlet {
  readonly crossing: Crossing
  readonly end: GridPoint
  readonly street: string | null
  /** Of the receiving water; null where it is a works. */
  readonly waterLevel: number | null
}

/** The sea is reached within this many metres of the last street. */
const COAST_REACH = 620
const BANK = 3
/** Streets each way that one sewage works or lifting station serves. */
const QUARTER = 6

/** Outfalls into rivers at the ends of the wider streets, both banks. */
export function riverOutlets(
  grid: StreetGrid,
  rivers: readonly River[],
  stretches: readonly Stretch[],
  terrain: Terrain,
  wanted: (rowIndex: number) => boolean,
): Outlet[] {
  const used = crossingsOf(stretches)
  return rivers.flatMap((river) =>
    [...grid.rows.values()].flatMap((row): Outlet[] => {
      if (!wanted(row.index) || row.at < river.mouth) return []
      return [0, 1].flatMap((side): Outlet[] => {
        const crossing = used.get(crossingKey(river.column + side, row.index))
        if (crossing === undefined) return []
        const v = row.at - 6
        const u = river.middle(v) + (side === 0 ? -1 : 1) * (river.halfWidth(v) + BANK)
        return [
          {
            crossing,
            end: [u, v],
            street: streetAlongCoast(row.index),
            waterLevel: terrain.riverLevel(river, v),
          },
        ]
      })
    }),
  )
}

/** Outfalls to the sea from the last crossing of every other street that runs down to it. */
export function coastOutlets(frame: CityFrame, land: Land, stretches: readonly Stretch[]): Outlet[] {
  const last = new Map<number, Crossing>()
  for (const crossing of crossingsOf(stretches).values()) {
    const known = last.get(crossing.column)
    if (known === undefined || crossing.row < known.row) last.set(crossing.column, crossing)
  }
  return [...last.values()].flatMap((crossing): Outlet[] => {
    if (crossing.column % 2 !== 0) return []
    const end = shoreBelow(frame, land, crossing.point)
    return end === null ? [] : [{ crossing, end, street: null, waterLevel: SEA_LEVEL }]
  })
}

/** Straight on to the sea: the last point on land, null where the shore is too far. */
function shoreBelow(frame: CityFrame, land: Land, [u, v]: GridPoint): GridPoint | null {
  for (let down = 10; down < COAST_REACH; down += 10) {
    if (!land.isInland(frame.place([u, v - down]), 12)) {
      return land.distanceToCoast(frame.place([u, v - down])) < 60 && down > 20 ? [u, v - down + 10] : null
    }
  }
  return null
}

/**
 * Where the sewage of each part of a network is taken up: the lowest crossing of every quarter of the town, where
 * a works or a lifting station stands, so that no main runs deep for want of one.
 */
export function worksOutlets(stretches: readonly Stretch[], terrain: Terrain, least: number): Outlet[] {
  return partsOf(stretches)
    .filter((part) => part.length >= least)
    .flatMap((part) => {
      const lowest = new Map<string, { crossing: Crossing; ground: number }>()
      for (const crossing of crossingsOf(part).values()) {
        const quarter = `${Math.floor(crossing.column / QUARTER)}/${Math.floor(crossing.row / QUARTER)}`
        const ground = terrain.ground(crossing.point)
        const best = lowest.get(quarter)
        if (best === undefined || ground < best.ground) lowest.set(quarter, { crossing, ground })
      }
      return [...lowest.values()].map(({ crossing }): Outlet => {
        const end: GridPoint = [crossing.point[0] + 5, crossing.point[1] + 16]
        return { crossing, end, street: null, waterLevel: null }
      })
    })
}

/** One outlet a crossing: the first named. */
export function oneEach(outlets: readonly Outlet[]): Outlet[] {
  const byCrossing = new Map<string, Outlet>()
  for (const outlet of outlets) {
    const key = crossingKey(outlet.crossing.column, outlet.crossing.row)
    if (!byCrossing.has(key)) byCrossing.set(key, outlet)
  }
  return [...byCrossing.values()]
}

/** Streets that hang together. O(streets), nearly. */
function partsOf(stretches: readonly Stretch[]): Stretch[][] {
  const leader = new Map<string, string>()
  const find = (key: string): string => {
    let top = key
    for (let above = leader.get(top); above !== undefined && above !== top; above = leader.get(top))
      top = above
    leader.set(key, top)
    return top
  }
  const keys = ({ from, to }: Stretch) =>
    [crossingKey(from.column, from.row), crossingKey(to.column, to.row)] as const
  for (const stretch of stretches) {
    const [a, b] = keys(stretch)
    leader.set(find(a), find(b))
  }
  const parts = new Map<string, Stretch[]>()
  for (const stretch of stretches) {
    const top = find(keys(stretch)[0])
    const part = parts.get(top)
    if (part === undefined) parts.set(top, [stretch])
    else part.push(stretch)
  }
  return [...parts.values()]
}

function crossingsOf(stretches: readonly Stretch[]): Map<string, Crossing> {
  const crossings = new Map<string, Crossing>()
  for (const { from, to } of stretches) {
    crossings.set(crossingKey(from.column, from.row), from)
    crossings.set(crossingKey(to.column, to.row), to)
  }
  return crossings
}
