import { at, directionOf, distanceBetween, lengthOf, positionAt } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import { SNAP_DISTANCE, wellTarget, onwardDirection, type Target } from './candidates.ts'
import type { Reason } from './model.ts'
import { drawnInFlow, type StormNetwork } from './network.ts'
import { startTowards, type PreparedSite } from './site.ts'
import { whyUnusable } from './unusable.ts'

/** A place somebody points at: a well, or a pipe with the hydraulic metres along it. */
export type Place = { readonly wellId: string } | { readonly pipeId: string; readonly station: number }

/** A place found near a position, with how far it is. */
export interface NearPlace {
  readonly place: Place
  /** m */
  readonly distance: number
}

/**
 * The place meant by a position on the map, exactly: the nearest storm manhole if it is within `snap` m, else the
 * nearest main's foot (its end well where that is nearer than 2 m), else that manhole. Null where nothing lies within
 * `reach` m. O(log pipes).
 *
 * @param snap m within which a manhole wins over the main it stands on
 */
export function placeAt(
  network: StormNetwork,
  position: Plane,
  { reach, snap = SNAP_DISTANCE }: { readonly reach: number; readonly snap?: number },
): NearPlace | null {
  const well = network.manholes.nearest(position)
  const main = network.mains.nearest(position)
  const wellId = network.wells[well?.item ?? -1]?.id
  const pipeId = network.pipes[main?.item ?? -1]?.id
  const atWell: NearPlace | null =
    well && wellId !== undefined ? { place: { wellId }, distance: well.distance } : null
  const atMain: NearPlace | null =
    main && pipeId !== undefined
      ? { place: { pipeId, station: main.station * scaleOf(network, main.item) }, distance: main.distance }
      : null
  const found = !atMain || (atWell && atWell.distance <= snap) ? atWell : atMain
  return found && found.distance <= reach ? found : null
}

/** A place as a candidate, with what speaks against the place itself whatever the levels. */
export function targetAt(
  network: StormNetwork,
  site: PreparedSite,
  place: Place,
): { readonly target: Target | null; readonly reasons: readonly Reason[] } {
  if ('wellId' in place) {
    const well = network.wellNumber.get(place.wellId)
    if (well === undefined) return { target: null, reasons: [{ code: 'UNKNOWN_PLACE', well: place.wellId }] }
    return atWell(network, site, well)
  }
  const pipe = network.pipeNumber.get(place.pipeId)
  if (pipe === undefined || !Number.isFinite(place.station)) {
    return { target: null, reasons: [{ code: 'UNKNOWN_PLACE', pipe: place.pipeId }] }
  }
  const length = network.length[pipe] ?? NaN
  const isMain = whyNoMain(network, pipe).length === 0
  // So near to a well the well is meant (SPEC 5.2), but a wrong main is not made right by the well at its end.
  if (isMain && place.station < SNAP_DISTANCE) return atWell(network, site, network.from[pipe] ?? -1)
  if (isMain && length - place.station < SNAP_DISTANCE) return atWell(network, site, network.to[pipe] ?? -1)
  return onPipe(network, site, pipe, place.station)
}

function atWell(network: StormNetwork, site: PreparedSite, well: number): ReturnType<typeof targetAt> {
  const target = wellTarget(network, site, well)
  const { id, system, kind } = network.wells[well] ?? {}
  if (id === undefined) return { target: null, reasons: [{ code: 'UNKNOWN_PLACE', well: '' }] }
  if (system !== 'YS')
    return { target, reasons: [{ code: 'NOT_STORM', well: id, system: system ?? 'unknown' }] }
  if (kind === 'outfall') return { target, reasons: [{ code: 'OUTFALL_TARGET', well: id }] }
  return { target, reasons: whyUnusable(network, target) }
}

function onPipe(
  network: StormNetwork,
  site: PreparedSite,
  pipe: number,
  station: number,
): ReturnType<typeof targetAt> {
  const line = drawnInFlow(network, pipe)
  if (line.length < 2) {
    const id = network.pipes[pipe]?.id ?? ''
    return { target: null, reasons: [{ code: 'DATA_SUSPECT', pipe: id, which: 'line' }] }
  }
  const length = network.length[pipe] ?? NaN
  const along = Math.min(Math.max(0, station), length)
  const { position, segment } = positionAt(line, along / scaleOf(network, pipe))
  const start = startTowards(site, position)
  const target: Target = {
    position,
    start,
    distance: distanceBetween(start, position),
    well: -1,
    pipe,
    station: along,
    onward: onwardDirection(line, position, segment) ?? directionOf(at(line, 0), at(line, line.length - 1)),
  }
  const own = whyNoMain(network, pipe)
  return { target, reasons: own.length > 0 ? own : whyUnusable(network, target) }
}

/** Why this pipe is none that a branch may enter, whatever lies below it (SPEC 1.5, 3.2). */
function whyNoMain(network: StormNetwork, k: number): readonly Reason[] {
  const pipe = network.pipes[k]
  if (!pipe) return [{ code: 'UNKNOWN_PLACE', pipe: '' }]
  if (pipe.system !== 'YS') return [{ code: 'NOT_STORM', pipe: pipe.id, system: pipe.system }]
  if (pipe.status !== 'in_use') return [{ code: 'ABANDONED', pipe: pipe.id }]
  const fault = network.pipeFault.get(k)
  if (fault?.code === 'MISSING_INVERT') return [{ code: 'NO_INVERT', pipe: pipe.id }]
  if (fault) {
    const which = fault.code === 'DATA_SUSPECT' ? (fault['which'] ?? '') : fault.code
    return [{ code: 'DATA_SUSPECT', pipe: pipe.id, which }]
  }
  // Of several ways out of one well the loads are counted in one: what a second carries is not known.
  if (network.outPipe[network.from[k] ?? -1] !== k) {
    return [{ code: 'DATA_SUSPECT', pipe: pipe.id, which: 'SEVERAL_WAYS_OUT' }]
  }
  return []
}

/** Hydraulic metres a drawn metre stands for. */
function scaleOf(network: StormNetwork, pipe: number): number {
  const drawn = lengthOf(network.pipes[pipe]?.line ?? [])
  return drawn > 0 ? (network.length[pipe] ?? drawn) / drawn : 1
}
