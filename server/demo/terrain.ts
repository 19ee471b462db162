import type { CityFrame, GridPoint } from './city-frame.ts'
import type { Land } from './land.ts'
import type { River } from './rivers.ts'

/** Levels of the ground, m above the 1985 datum (示例: nobody publishes the district's levels). */
export interface Terrain {
  readonly ground: (point: GridPoint) => number
  /** Design level of a river's water. */
  readonly riverLevel: (river: River, v: number) => number
}

/** Level of the shore and of the sea's design high water. */
const SHORE_LEVEL = 3
export const SEA_LEVEL = 0.9

/** About 20 m three and a half kilometres inland, flattening out; a shallow valley along each river. */
export function terrainOf(frame: CityFrame, land: Land, rivers: readonly River[]): Terrain {
  const slope = (point: GridPoint) => {
    const inland = land.distanceToCoast(frame.place(point)) / 1000
    const [u, v] = point
    const roll = 0.45 * Math.sin(u / 690 + 0.4) * Math.cos(v / 830) + 0.25 * Math.sin((u + v) / 470)
    return SHORE_LEVEL + 56 * (1 - Math.exp(-inland / 10.5)) + roll * Math.min(1, inland)
  }
  const valley = ([u, v]: GridPoint) => {
    let depth = 0
    for (const river of rivers) {
      const away = Math.max(0, Math.abs(u - river.middle(v)) - river.halfWidth(v))
      depth = Math.max(depth, 1.5 * Math.exp(-((away / 420) ** 2)))
    }
    return depth
  }
  const ground = (point: GridPoint) => Math.max(2.4, slope(point) - valley(point))
  return {
    ground,
    riverLevel: (river, v) => {
      const bank: GridPoint = [river.middle(v) + river.halfWidth(v), v]
      return Math.max(SEA_LEVEL, ground(bank) - 4.3)
    },
  }
}
