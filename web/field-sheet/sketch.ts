import type { FieldSheet } from '#core/api/field-sheet.ts'
import { distanceBetween } from '#core/geo/plane-geometry.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'

/** A drawing in mm of paper, at a true scale. */
export interface Sketch {
  readonly width: number
  readonly height: number
  /** 1 : scale */
  readonly scale: number
  /** Length of the scale bar: m of ground, and mm of paper. */
  readonly bar: { readonly metres: number; readonly length: number }
  readonly compounds: readonly string[]
  readonly buildings: readonly string[]
  readonly streets: readonly {
    readonly path: string
    readonly name: string | null
    readonly at: Plane | null
  }[]
  readonly pipes: readonly {
    readonly id: string
    readonly path: string
    readonly system: string
    readonly abandoned: boolean
    readonly label: string
    readonly at: Plane
    readonly turn: number
  }[]
  readonly wells: readonly {
    readonly id: string
    readonly system: string
    readonly at: Plane
    readonly named: boolean
  }[]
  readonly branch: string | null
  readonly point: Plane
}

const SCALES = [100, 200, 250, 500, 750, 1000, 1500, 2000, 5000]
/** The branch takes no more than this share of the drawing, so that what stands round it shows. */
const SHARE = 0.62
/** Wells that carry their number: those nearest to the point. */
const NAMED = 4

/** Draws what stands round a point, north up, at the largest round scale that holds the branch. */
export function sketchOf(sheet: FieldSheet, width: number, height: number): Sketch {
  const point = planeOf(sheet.position)
  const branch = (sheet.branch ?? []).map(planeOf)
  const all = [point, ...branch]
  const [west, east] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))]
  const [south, north] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))]
  const needed = Math.max((east - west) / (width * SHARE), (north - south) / (height * SHARE), 0.05) * 1000
  const scale = SCALES.find((one) => one >= needed) ?? 10_000
  const perMetre = 1000 / scale
  const [cx, cy] = [(west + east) / 2, (south + north) / 2]
  const onPaper = ([x, y]: Plane): Plane => [
    round(width / 2 + (x - cx) * perMetre),
    round(height / 2 - (y - cy) * perMetre),
  ]
  const path = (line: readonly (readonly number[])[], close = false): string =>
    `M${line.map((place) => onPaper(planeOf(place)).join(' ')).join('L')}${close ? 'Z' : ''}`
  const inside = ([x, y]: Plane): boolean => x > 2 && x < width - 2 && y > 3 && y < height - 2
  const wells = sheet.around.wells.map(({ id, system, position }) => ({
    id,
    system,
    at: onPaper(planeOf(position)),
  }))
  const paperPoint = onPaper(point)
  const named = new Set(
    [...wells]
      .filter(({ at }) => inside(at))
      .sort((a, b) => distanceBetween(a.at, paperPoint) - distanceBetween(b.at, paperPoint))
      .slice(0, NAMED)
      .map(({ id }) => id),
  )
  const metres = [10, 20, 50, 100, 200, 500].findLast((one) => one * perMetre <= width * 0.25) ?? 10
  return {
    width,
    height,
    scale,
    bar: { metres, length: round(metres * perMetre) },
    compounds: sheet.around.compounds.map((ring) => path(ring, true)),
    buildings: sheet.around.buildings.map((ring) => path(ring, true)),
    streets: sheet.around.streets.map(({ name, line }) => ({
      path: path(line),
      name,
      at: line.map((place) => onPaper(planeOf(place))).find(inside) ?? null,
    })),
    pipes: sheet.around.pipes.map(({ id, system, dn, abandoned, line }) => {
      const ends = [line[0], line.at(-1)].map((place) => onPaper(planeOf(place ?? [])))
      const [from = paperPoint, to = paperPoint] = ends
      const at: Plane = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
      const degrees = (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI
      const long = distanceBetween(from, to) > 16 && inside(at)
      return {
        id,
        path: path(line),
        system,
        abandoned,
        label: long && dn !== null ? `DN${dn}` : '',
        at,
        turn: Math.abs(degrees) > 90 ? degrees + 180 : degrees,
      }
    }),
    wells: wells.map((well) => ({ ...well, named: named.has(well.id) })),
    branch: branch.length > 1 && sheet.branch !== null ? path(sheet.branch) : null,
    point: paperPoint,
  }
}

function planeOf([longitude = 0, latitude = 0]: readonly number[]): Plane {
  return toPlane([longitude, latitude])
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
