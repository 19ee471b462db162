import { at, distanceBetween, footOn, lengthOf, positionAt } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import { indexLines, type LineIndex } from '../geo/spatial-index.ts'
import { drawnInFlow, type StormNetwork } from '../drainage/network.ts'
import type { Place } from '../drainage/place.ts'
import type { MarkingGround } from './marking-ground.ts'

/** What a pointer has caught. */
export type SnapKind = 'well' | 'pipeEnd' | 'foot' | 'pipe' | 'corner' | 'free'

/** Which targets may be caught. */
export interface TargetFilter {
  /** Storm only; without it sewage and combined ones are caught too, and say why they are no targets. */
  readonly stormOnly: boolean
  readonly wells: boolean
  readonly mains: boolean
  /** mm, of the main */
  readonly leastDn: number
  /** m from the compound's outlet or point; Infinity = any */
  readonly mostDistance: number
}

export const EVERY_TARGET: TargetFilter = {
  stormOnly: false,
  wells: true,
  mains: true,
  leastDn: 0,
  mostDistance: Infinity,
}

/** A place on the network that a pointer has caught. */
export interface CaughtPlace {
  readonly kind: Exclude<SnapKind, 'corner' | 'free'>
  readonly place: Place
  readonly position: Plane
}

/** A position that a vertex of the branch has caught. */
export interface CaughtPosition {
  readonly kind: SnapKind
  readonly position: Plane
}

export interface Snapper {
  /** The place meant within `reach` m; null where nothing is. A well wins over a foot, a foot over any other point. */
  place(pointer: Plane, reach: number, filter: TargetFilter): CaughtPlace | null
  /** Where a vertex goes: a well, a corner of a building, a perpendicular foot, a pipe, or the pointer itself. */
  vertex(pointer: Plane, from: Plane | null, reach: number): CaughtPosition
}

/** Snapping on a ground; O(n log n) to make, O(log n) to ask. */
export function createSnapper(ground: MarkingGround, network: StormNetwork): Snapper {
  const { wells, pipes } = network
  const wellIndex = indexLines(range(wells.length), (w) => [wells[w]?.position ?? [NaN, NaN]])
  const pipeIndex = indexLines(range(pipes.length), (k) => drawnInFlow(network, k))
  const corners = ground.buildings.flat()
  const cornerIndex = indexLines(range(corners.length), (i) => [corners[i] ?? [NaN, NaN]])
  const home = ground.compound.outlet ?? ground.compound.position
  return {
    place(pointer, reach, filter) {
      const suits = (k: number): boolean => isTarget(network, k, filter)
      const near = (position: Plane): boolean => distanceBetween(position, home) <= filter.mostDistance
      const well = nearest(wellIndex, pointer, reach, (w) => {
        const { system, position } = wells[w] ?? {}
        if (position === undefined || !near(position) || !filter.wells) return false
        if (filter.stormOnly && system !== 'YS') return false
        return filter.leastDn === 0 || pipesAt(network, w).some(suits)
      })
      const found = wells[well ?? -1]
      if (found) return { kind: 'well', place: { wellId: found.id }, position: found.position }
      if (!filter.mains) return null
      const pipe = nearest(pipeIndex, pointer, reach, (k) => suits(k) && near(at(drawnInFlow(network, k), 0)))
      return pipe === null ? null : onPipe(network, pipe, pointer, home, reach)
    },
    vertex(pointer, from, reach) {
      const well = wells[nearest(wellIndex, pointer, reach, () => true) ?? -1]
      if (well) return { kind: 'well', position: well.position }
      const corner = corners[nearest(cornerIndex, pointer, reach, () => true) ?? -1]
      if (corner) return { kind: 'corner', position: corner }
      const pipe = nearest(pipeIndex, pointer, reach, () => true)
      if (pipe === null) return { kind: 'free', position: pointer }
      const { kind, position } = onPipe(network, pipe, pointer, from ?? home, reach)
      return { kind, position }
    },
  }
}

/** A point of a pipe: its end, the foot of the perpendicular from `from` where that is near, else the nearest point. */
function onPipe(
  network: StormNetwork,
  pipe: number,
  pointer: Plane,
  from: Plane,
  reach: number,
): CaughtPlace {
  const line = drawnInFlow(network, pipe)
  const drawn = lengthOf(line)
  const scale = drawn > 0 ? (network.length[pipe] ?? drawn) / drawn : 1
  const pipeId = network.pipes[pipe]?.id ?? ''
  const here = footOn(line, pointer)
  const foot = footOn(line, from)
  const isInner = foot.station > 1e-6 && foot.station < drawn - 1e-6
  if (isInner && distanceBetween(foot.position, pointer) <= reach) {
    return { kind: 'foot', place: { pipeId, station: foot.station * scale }, position: foot.position }
  }
  for (const station of [0, drawn]) {
    const { position } = positionAt(line, station)
    if (distanceBetween(position, pointer) > reach) continue
    return { kind: 'pipeEnd', place: { pipeId, station: station * scale }, position }
  }
  return { kind: 'pipe', place: { pipeId, station: here.station * scale }, position: here.position }
}

function isTarget({ pipes }: StormNetwork, k: number, { stormOnly, leastDn }: TargetFilter): boolean {
  const pipe = pipes[k]
  if (!pipe || pipe.line.length < 2) return false
  return pipe.dn >= leastDn && (!stormOnly || (pipe.system === 'YS' && pipe.status === 'in_use'))
}

function pipesAt(network: StormNetwork, w: number): number[] {
  const { leaving, leavingStart, arriving, arrivingStart } = network
  const part = (list: Int32Array, start: Int32Array): number[] =>
    Array.from(list.subarray(start[w] ?? 0, start[w + 1] ?? 0))
  return [...part(leaving, leavingStart), ...part(arriving, arrivingStart)]
}

function nearest(
  index: LineIndex,
  pointer: Plane,
  reach: number,
  suits: (item: number) => boolean,
): number | null {
  let best: { item: number; distance: number } | null = null
  for (const one of index.within(pointer, reach)) {
    if ((best === null || one.distance < best.distance) && suits(one.item)) best = one
  }
  return best?.item ?? null
}

function range(length: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i)
}
