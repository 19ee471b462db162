import { at, directionOf, distanceBetween, footOn, lengthOf, positionAt } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import { drawnInFlow, type StormNetwork } from './network.ts'
import type { DrainageRules } from './rules.ts'
import { startTowards, type PreparedSite } from './site.ts'

/** Mid-pipe points stand this far apart (SPEC 5.2), m. */
const MID_PIPE_STEP = 10
/** Nearer to a well than this the well is meant, m. */
export const SNAP_DISTANCE = 2

/** A place where a branch could enter: a storm manhole, or a new one on a main. */
export interface Target {
  readonly position: Plane
  /** Where the branch would start. */
  readonly start: Plane
  /** Straight distance, m. */
  readonly distance: number
  /** Well number, −1 mid-pipe. */
  readonly well: number
  /** The main going on from here, −1 where a well has none. */
  readonly pipe: number
  /** Hydraulic metres along the pipe. */
  readonly station: number
  /** Direction of the main going on; null where it has none. */
  readonly onward: Plane | null
}

/** Every storm manhole in reach, nearest first: those within the radius, and beyond it up to the limit while too few. */
export function manholesInReach(network: StormNetwork, site: PreparedSite, rules: DrainageRules): Target[] {
  const limit = Math.max(rules.searchRadius, rules.searchLimit)
  const all = network.manholes
    .within(site.site.outlet ?? site.site.position, limit + spread(site))
    .map(({ item }) => wellTarget(network, site, item))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
  const near = all.filter(({ distance }) => distance <= rules.searchRadius).length
  return all.slice(0, Math.max(near, Math.min(all.length, rules.searchAtLeast)))
}

/** Points on usable mains within the radius: the foot of the perpendicular and every 10 m, away from the wells. */
export function pointsOnMains(network: StormNetwork, site: PreparedSite, rules: DrainageRules): Target[] {
  const centre = site.site.outlet ?? site.site.position
  return network.mains
    .within(centre, rules.searchRadius + spread(site))
    .flatMap(({ item }) => pointsOnMain(network, site, item))
    .filter(({ distance }) => distance <= rules.searchRadius)
}

/** The storm manhole nearest to a compound, however far. */
export function nearestManhole(network: StormNetwork, site: PreparedSite): Target | null {
  const near = network.manholes.nearest(site.site.outlet ?? site.site.position)
  return near ? wellTarget(network, site, near.item) : null
}

/** A well as a candidate. */
export function wellTarget(network: StormNetwork, site: PreparedSite, well: number): Target {
  const position = network.wells[well]?.position ?? site.site.position
  const start = startTowards(site, position)
  const pipe = network.outPipe[well] ?? -1
  const line = pipe >= 0 ? drawnInFlow(network, pipe) : []
  const onward = line.length > 1 ? onwardDirection(line, at(line, 0), 0) : null
  return { position, start, distance: distanceBetween(start, position), well, pipe, station: 0, onward }
}

function pointsOnMain(network: StormNetwork, site: PreparedSite, pipe: number): Target[] {
  const line = drawnInFlow(network, pipe)
  const drawn = lengthOf(line)
  const stations = new Set<number>()
  for (let step = MID_PIPE_STEP; step < drawn; step += MID_PIPE_STEP) stations.add(step)
  for (const corner of cornersOf(site)) stations.add(footOn(line, corner).station)
  return pointsAt(network, site, pipe, line, stations)
}

/**
 * Points at every metre of a main within the radius: where the levels start to allow a smaller size, or any, may lie
 * between two points of 10 m.
 */
export function everyMetre(
  network: StormNetwork,
  site: PreparedSite,
  pipe: number,
  rules: DrainageRules,
): Target[] {
  const line = drawnInFlow(network, pipe)
  const stations = new Set<number>()
  for (let step = 1; step < lengthOf(line); step++) if (step % MID_PIPE_STEP !== 0) stations.add(step)
  return pointsAt(network, site, pipe, line, stations).filter(
    ({ distance }) => distance <= rules.searchRadius,
  )
}

/** Targets at drawn stations of a main, but for those so near a well that the well is meant. */
function pointsAt(
  network: StormNetwork,
  site: PreparedSite,
  pipe: number,
  line: readonly Plane[],
  stations: ReadonlySet<number>,
): Target[] {
  const drawn = lengthOf(line)
  // A line may be drawn to another scale than its length; stations are of the real pipe.
  const scale = (network.length[pipe] ?? drawn) / drawn
  return [...stations]
    .filter((station) => Math.min(station, drawn - station) * Math.min(1, scale) >= SNAP_DISTANCE - 1e-9)
    .map((station) => {
      const { position, segment } = positionAt(line, station)
      const start = startTowards(site, position)
      return {
        position,
        start,
        distance: distanceBetween(start, position),
        well: -1,
        pipe,
        station: station * scale,
        onward: onwardDirection(line, position, segment),
      }
    })
}

/** Direction of a main going on from a point on one of its segments; null at its end. */
export function onwardDirection(line: readonly Plane[], position: Plane, segment: number): Plane | null {
  for (let i = segment + 1; i < line.length; i++) {
    const direction = directionOf(position, at(line, i))
    if (direction) return direction
  }
  return null
}

/** Points from which a perpendicular onto a main may be the shortest way. */
function cornersOf({ site }: PreparedSite): readonly Plane[] {
  if (site.outlet) return [site.outlet]
  return site.outline?.[0] ?? [site.position]
}

/** How far the outline reaches from the compound's position; 0 where the branch starts at one point. */
function spread({ site }: PreparedSite): number {
  if (site.outlet || !site.outline) return 0
  return site.outline
    .flat()
    .reduce((most, corner) => Math.max(most, distanceBetween(corner, site.position)), 0)
}
