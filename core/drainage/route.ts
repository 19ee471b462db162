import { indexObstacles, type Obstacles } from '../geo/obstacles.ts'
import { at, directionOf, distanceBetween } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import type { Reason } from './model.ts'

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

/** Rounds of finding a way and meeting further buildings on it. */
const MOST_ROUNDS = 12

/**
 * Ways through streets and yards round buildings (SPEC 5.3): the straight line where it keeps clear, else the shortest
 * way over corners pushed out by the clearance (a visibility graph that grows by the buildings it meets). Prices know
 * no surface, so that the least length is the least cost, on a street or off it.
 *
 * @param clearance m between the pipe's axis and a building. An end that lies nearer keeps its own distance, with a
 *   warning: where the outlet and the manhole stand is given.
 */
export function createRouter(buildings: readonly (readonly Plane[])[], clearance: number): Router {
  if (buildings.length === 0) return straightRouter
  const obstacles = indexObstacles(buildings)
  return {
    route(start, end) {
      const keep = distanceToKeep(obstacles, start, end, clearance)
      const line = wayRound(obstacles, start, end, clearance, keep)
      const warnings = endsTooNear(obstacles, start, end, clearance)
      if (!line) return { line: [start, end], reasons: [{ code: 'NO_ROUTE' }], warnings }
      return { line, reasons: sharpBends(line), warnings }
    },
  }
}

type Keep = (obstacle: number) => number

/** What a way must keep from an obstacle: the clearance, or less where an end stands nearer. */
function distanceToKeep(obstacles: Obstacles, start: Plane, end: Plane, clearance: number): Keep {
  return (obstacle) =>
    Math.min(clearance, obstacles.distance(obstacle, start, start), obstacles.distance(obstacle, end, end)) -
    1e-6
}

function wayRound(
  obstacles: Obstacles,
  start: Plane,
  end: Plane,
  clearance: number,
  keep: Keep,
): readonly Plane[] | null {
  const met = new Set<number>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const line = shortestWay(obstacles, start, end, met, clearance, keep)
    if (!line) return null
    const before = met.size
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [at(line, i - 1), at(line, i)]
      for (const obstacle of obstacles.near(a, b, clearance)) {
        if (obstacles.distance(obstacle, a, b) < keep(obstacle)) met.add(obstacle)
      }
    }
    if (met.size === before) return line
  }
  return null
}

/** Dijkstra over the ends and the corners of the obstacles met so far; legs are tested as they are asked for. */
function shortestWay(
  obstacles: Obstacles,
  start: Plane,
  end: Plane,
  met: ReadonlySet<number>,
  clearance: number,
  keep: Keep,
): readonly Plane[] | null {
  const isFree = (a: Plane, b: Plane): boolean =>
    [...met].every((obstacle) => obstacles.distance(obstacle, a, b) >= keep(obstacle))
  const corners = [...met].flatMap((obstacle) => obstacles.corners(obstacle, clearance))
  const nodes = [start, end, ...corners.filter((corner) => isFree(corner, corner))]
  const walked = nodes.map((_, i) => (i === 0 ? 0 : Infinity))
  const previous = nodes.map(() => -1)
  const done = new Set<number>()
  for (;;) {
    const here = nextNode(walked, done)
    if (here < 0) return null
    if (here === 1) return traceBack(nodes, previous)
    done.add(here)
    for (const [there, node] of nodes.entries()) {
      const distance = (walked[here] ?? Infinity) + distanceBetween(at(nodes, here), node)
      if (done.has(there) || distance >= (walked[there] ?? Infinity) - 1e-9) continue
      if (!isFree(at(nodes, here), node)) continue
      walked[there] = distance
      previous[there] = here
    }
  }
}

function nextNode(walked: readonly number[], done: ReadonlySet<number>): number {
  let best = -1
  for (const [i, distance] of walked.entries()) {
    if (!done.has(i) && distance < (walked[best] ?? Infinity)) best = i
  }
  return best
}

function traceBack(nodes: readonly Plane[], previous: readonly number[]): readonly Plane[] {
  const line: Plane[] = []
  for (let i = 1; i >= 0; i = previous[i] ?? -1) line.unshift(at(nodes, i))
  return line
}

function endsTooNear(obstacles: Obstacles, start: Plane, end: Plane, clearance: number): Reason[] {
  return [start, end].flatMap((place) => {
    const distances = obstacles
      .near(place, place, clearance)
      .map((obstacle) => obstacles.distance(obstacle, place, place))
    const m = Math.min(Infinity, ...distances)
    return m < clearance - 1e-6 ? [{ code: 'CLEARANCE_BUILDING', m, least: clearance }] : []
  })
}

/** Bends at which the water would turn back by more than 90° (GB 50014-2021 5.3.2). */
function sharpBends(line: readonly Plane[]): Reason[] {
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
