import type { Plane } from '#core/geo/projection.ts'
import { rectangle, type CityFrame, type GridBox, type GridPoint } from './city-frame.ts'
import type { Random } from './random.ts'
import type { River } from './rivers.ts'

/** How a part of the town that is no candidate is built over. */
interface Fabric {
  readonly length: readonly [number, number]
  readonly depth: readonly [number, number]
  readonly gap: number
  readonly pitch: number
  /** Share of places that stay empty. */
  readonly open: number
}

const FABRICS: readonly Fabric[] = [
  { length: [34, 58], depth: [11, 13], gap: 12, pitch: 31, open: 0.08 },
  { length: [22, 27], depth: [20, 24], gap: 26, pitch: 48, open: 0.1 },
  { length: [40, 70], depth: [28, 40], gap: 18, pitch: 56, open: 0.15 },
  { length: [60, 84], depth: [15, 18], gap: 20, pitch: 44, open: 0.25 },
]

const RIVER_MARGIN = 24

/** Ordinary buildings that fill a box in rows, none on a river's banks. */
export function fillBox(frame: CityFrame, box: GridBox, rivers: readonly River[], random: Random): Plane[][] {
  const fabric = random.pick(FABRICS)
  const rings: Plane[][] = []
  const deep = box.north - box.south
  const rows = Math.floor((deep + (fabric.pitch - fabric.depth[1])) / fabric.pitch)
  if (rows < 1 || box.east - box.west < fabric.length[0] + 4) return rings
  const length = random.between(...fabric.length)
  const columns = Math.floor((box.east - box.west + fabric.gap) / (length + fabric.gap))
  if (columns < 1) return rings
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (random.chance(fabric.open)) continue
      const middle: GridPoint = [
        box.west + ((column + 0.5) * (box.east - box.west)) / columns,
        box.south + ((row + 0.5) * deep) / rows,
      ]
      if (nearRiver(middle, length, rivers)) continue
      rings.push(rectangle(frame, middle, length * random.between(0.86, 1), random.between(...fabric.depth)))
    }
  }
  return rings
}

function nearRiver([u, v]: GridPoint, length: number, rivers: readonly River[]): boolean {
  return rivers.some(
    (river) => Math.abs(u - river.middle(v)) < river.halfWidth(v) + length / 2 + RIVER_MARGIN,
  )
}
