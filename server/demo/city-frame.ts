import type { LngLat } from '#core/compound/compound.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'

/** Metres in the city's own grid: u along the coast to the east, v away from it to the north. */
export type GridPoint = readonly [u: number, v: number]

/** A rectangle of the grid, metres. */
export interface GridBox {
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
}

/** Turns the regular grid into a city that has grown: rotated with the coast and slightly bent. */
export interface CityFrame {
  readonly place: (point: GridPoint) => Plane
  /** Unit vector of u at a point, plane. */
  readonly eastward: (point: GridPoint) => Plane
}

/** Middle of the old town (示例). */
const CENTRE: LngLat = [119.602, 39.934]
const ROTATION = (9.5 * Math.PI) / 180

export function cityFrame(centre: LngLat = CENTRE): CityFrame {
  const [x0, y0] = toPlane(centre)
  const place = ([u, v]: GridPoint): Plane => {
    const bentU = u + 46 * Math.sin(v / 620 + 0.7) + 22 * Math.sin(v / 260 + u / 1900)
    const bentV = v + 58 * Math.sin(u / 840 + 1.9) + 17 * Math.sin(u / 310 + v / 1500)
    return [
      x0 + bentU * Math.cos(ROTATION) - bentV * Math.sin(ROTATION),
      y0 + bentU * Math.sin(ROTATION) + bentV * Math.cos(ROTATION),
    ]
  }
  const eastward = ([u, v]: GridPoint): Plane => {
    const [ax, ay] = place([u - 1, v])
    const [bx, by] = place([u + 1, v])
    const length = Math.hypot(bx - ax, by - ay)
    return [(bx - ax) / length, (by - ay) / length]
  }
  return { place, eastward }
}

/** Outline of a grid box on the plane, its sides bent with the streets; not closed. */
export function boxRing(frame: CityFrame, box: GridBox): Plane[] {
  const corners: GridPoint[] = [
    [box.west, box.south],
    [box.east, box.south],
    [box.east, box.north],
    [box.west, box.north],
  ]
  return corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % 4] ?? corner
    const steps = Math.max(1, Math.ceil((Math.abs(next[0] - corner[0]) + Math.abs(next[1] - corner[1])) / 90))
    return Array.from({ length: steps }, (_, step) =>
      frame.place([
        corner[0] + ((next[0] - corner[0]) * step) / steps,
        corner[1] + ((next[1] - corner[1]) * step) / steps,
      ]),
    )
  })
}

/** A rectangle with true right angles on the plane, set along the streets at its middle; not closed. */
export function rectangle(frame: CityFrame, middle: GridPoint, length: number, width: number): Plane[] {
  const [x, y] = frame.place(middle)
  const [ex, ey] = frame.eastward(middle)
  const corner = (along: number, across: number): Plane => [
    x + (ex * along * length) / 2 - (ey * across * width) / 2,
    y + (ey * along * length) / 2 + (ex * across * width) / 2,
  ]
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}
