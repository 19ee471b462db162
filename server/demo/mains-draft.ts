import { distanceBetween } from '#core/geo/plane-geometry.ts'
import type { DrainageSystem } from '#core/drainage/model.ts'
import type { CityFrame, GridPoint } from './city-frame.ts'
import type { DrainedStretch } from './drainage-forest.ts'
import type { Outlet } from './outlets.ts'
import { crossingKey, type Crossing } from './street-grid.ts'

export type DemoSystem = Exclude<DrainageSystem, 'unknown'>

/** A well while the network is being made. */
export interface DraftWell {
  readonly system: DemoSystem
  readonly point: GridPoint
  readonly ground: number
  readonly kind: 'manhole' | 'outfall'
  readonly street: string | null
  /** Street it stands in; null at crossings and outside the streets. */
  readonly stretchId: string | null
  readonly waterLevel: number | null
  /** ΨF for which the mains were built, and what arrives today, ha. */
  design: number
  load: number
}

/** A pipe while the network is being made; the sizes come later. */
export interface DraftPipe {
  readonly system: DemoSystem
  readonly from: DraftWell
  readonly to: DraftWell
  readonly street: string | null
  readonly length: number
  dn: number
  material: string
  invertStart: number | null
  invertEnd: number | null
  status: 'in_use' | 'abandoned'
}

export interface MainsDraft {
  readonly wells: DraftWell[]
  readonly pipes: DraftPipe[]
}

/** Metres beside the middle of the street, so that the systems lie next to each other. */
const OFFSET: Readonly<Record<DemoSystem, number>> = { YS: 3.4, WS: -3.4, HS: 0.6 }

/** Wells at the crossings and along the drained streets, pipes between them, and the last reach to each outfall. */
export function draftMains(
  frame: CityFrame,
  system: DemoSystem,
  drained: readonly DrainedStretch[],
  outlets: readonly Outlet[],
  ground: (point: GridPoint) => number,
  spacing: number,
): MainsDraft {
  const draft: MainsDraft = { wells: [], pipes: [] }
  const atCrossing = new Map<string, DraftWell>()
  const shift = OFFSET[system]
  const sink = ([u, v]: GridPoint): GridPoint => [u + shift, v - shift]
  const add = (
    well: Pick<DraftWell, 'point' | 'kind' | 'street' | 'stretchId' | 'waterLevel'>,
  ): DraftWell => {
    const full = { ...well, system, ground: ground(well.point), design: 0, load: 0 }
    draft.wells.push(full)
    return full
  }
  const crossingWell = (crossing: Crossing, street: string | null): DraftWell => {
    const key = crossingKey(crossing.column, crossing.row)
    const known = atCrossing.get(key)
    if (known !== undefined) return known
    const well = add({
      point: sink(crossing.point),
      kind: 'manhole',
      street,
      stretchId: null,
      waterLevel: null,
    })
    atCrossing.set(key, well)
    return well
  }
  const join = (from: DraftWell, to: DraftWell, street: string | null): void => {
    const length = distanceBetween(frame.place(from.point), frame.place(to.point))
    const sizes = { dn: 0, material: '', invertStart: null, invertEnd: null, status: 'in_use' as const }
    draft.pipes.push({ system, from, to, street, length, ...sizes })
  }
  const run = (start: DraftWell, end: GridPoint, street: string | null, id: string | null, skip: boolean) => {
    const length = distanceBetween(frame.place(start.point), frame.place(end))
    const reaches = Math.max(1, Math.round(length / spacing))
    let previous: DraftWell | null = skip ? null : start
    for (let index = 1; index < reaches; index++) {
      const point: GridPoint = [
        start.point[0] + ((end[0] - start.point[0]) * index) / reaches,
        start.point[1] + ((end[1] - start.point[1]) * index) / reaches,
      ]
      const well = add({ point, kind: 'manhole', street, stretchId: id, waterLevel: null })
      if (previous !== null) join(previous, well, street)
      previous = well
    }
    return previous
  }
  for (const { stretch, from, to, header } of drained) {
    const end = crossingWell(to, stretch.name)
    const start: DraftWell = header
      ? { ...end, point: sink(from.point), kind: 'manhole' }
      : crossingWell(from, stretch.name)
    const last = run(start, end.point, stretch.name, stretch.id, header)
    if (last !== null) join(last, end, stretch.name)
  }
  for (const outlet of outlets) {
    const start = atCrossing.get(crossingKey(outlet.crossing.column, outlet.crossing.row))
    if (start === undefined) continue
    const last = run(start, outlet.end, outlet.street, null, false) ?? start
    const end = add({
      point: outlet.end,
      kind: 'outfall',
      street: outlet.street,
      stretchId: null,
      waterLevel: outlet.waterLevel,
    })
    join(last, end, outlet.street)
  }
  return draft
}
