import { indexObstacles, type Obstacles } from '../geo/obstacles.ts'
import { at, directionOf } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import type { Reason } from './model.ts'
import type { DrainageRules } from './rules.ts'
import { createWayTree, type Keep, type WayTree } from './way-tree.ts'

/** A way for a branch, with what speaks against it. */
export interface Way {
  readonly line: readonly Plane[]
  readonly reasons: readonly Reason[]
  readonly warnings: readonly Reason[]
}

export interface Router {
  route(start: Plane, end: Plane): Way
}

/** Without roads and buildings the way is the straight line. */
export const straightRouter: Router = {
  route: (start, end) => ({ line: [start, end], reasons: [], warnings: [] }),
}

/**
 * Ways through streets and yards round buildings (SPEC 5.3): the straight line where it keeps clear, else the shortest
 * way over corners pushed out by the clearance (a visibility graph that grows by the buildings it meets). Prices know
 * no surface, so that the least length is the least cost, on a street or off it.
 *
 * @param clearance m between the pipe's axis and a building. An end that lies nearer keeps its own distance, with a
 *   warning: where the outlet and the manhole stand is given.
 */
export function createRouter(buildings: readonly (readonly Plane[])[], clearance: number): Router {
  return buildings.length === 0 ? straightRouter : createRouterAround(indexObstacles(buildings), clearance)
}

/** The same around buildings that have been indexed. */
export function createRouterAround(obstacles: Obstacles, clearance: number): Router {
  // The ways of one compound start at one outlet: the graph of the last start is kept.
  let last: WayFinder | null = null
  return {
    route(start, end) {
      if (last?.start[0] !== start[0] || last.start[1] !== start[1]) {
        last = wayFinder(obstacles, start, clearance)
      }
      const line = last.to(end)
      const warnings = [...last.warnings, ...tooNear(obstacles, end, clearance)]
      if (!line) return { line: [start, end], reasons: [{ code: 'NO_ROUTE' }], warnings }
      return { line, reasons: sharpBends(line), warnings }
    },
  }
}

/** From the pipe's axis: the clearance of appendix C and half a metre for the pipe itself (SPEC 5.3: 2.5 m + D/2). */
export function clearanceOf(rules: DrainageRules): number {
  return rules.buildingClearance + PIPE_HALF_WIDTH
}

/** Half of the largest usual branch, DN1000, m. */
const PIPE_HALF_WIDTH = 0.5

interface WayFinder extends WayTree {
  readonly start: Plane
  /** Buildings nearer to the start than they should be. */
  readonly warnings: readonly Reason[]
}

function wayFinder(obstacles: Obstacles, start: Plane, clearance: number): WayFinder {
  const fromStart = keepNear(obstacles, start, clearance)
  const tree = createWayTree(obstacles, start, clearance, fromStart)
  return {
    start,
    warnings: tooNear(obstacles, start, clearance),
    to(end) {
      const fromEnd = keepNear(obstacles, end, clearance)
      const isNearer = obstacles
        .near(end, end, clearance)
        .some((obstacle) => fromEnd(obstacle) < fromStart(obstacle))
      if (!isNearer) return tree.to(end)
      // An end close to a building may pass it closer than other ways do: a graph of its own.
      const keep: Keep = (obstacle) => Math.min(fromStart(obstacle), fromEnd(obstacle))
      return createWayTree(obstacles, start, clearance, keep).to(end)
    },
  }
}

/** What a way must keep from an obstacle: the clearance, or less where its end stands nearer. */
function keepNear(obstacles: Obstacles, end: Plane, clearance: number): Keep {
  const nearer = new Map(
    obstacles
      .near(end, end, clearance)
      .map((obstacle) => [obstacle, Math.min(clearance, obstacles.distance(obstacle, end, end)) - 1e-6]),
  )
  return (obstacle) => nearer.get(obstacle) ?? clearance - 1e-6
}

function tooNear(obstacles: Obstacles, place: Plane, clearance: number): Reason[] {
  const distances = obstacles
    .near(place, place, clearance)
    .map((obstacle) => obstacles.distance(obstacle, place, place))
  const m = Math.min(Infinity, ...distances)
  return m < clearance - 1e-6 ? [{ code: 'CLEARANCE_BUILDING', m, least: clearance }] : []
}

/** Bends at which the water would turn back by more than 90° (GB 50014-2021 5.3.2). */
export function sharpBends(line: readonly Plane[]): Reason[] {
  const reasons: Reason[] = []
  for (let i = 1; i < line.length - 1; i++) {
    const back = directionOf(at(line, i), at(line, i - 1))
    const on = directionOf(at(line, i), at(line, i + 1))
    if (!back || !on) continue
    const cosine = back[0] * on[0] + back[1] * on[1]
    if (cosine > 1e-6) {
      reasons.push({ code: 'ANGLE', deg: (Math.acos(cosine) * 180) / Math.PI, least: 90, where: 'bend' })
    }
  }
  return reasons
}
