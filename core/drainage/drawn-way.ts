import type { Obstacles } from '../geo/obstacles.ts'
import { at, distanceBetween, footOn } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'
import type { Reason } from './model.ts'
import { sharpBends, type Way } from './route.ts'
import type { PreparedSite } from './site.ts'

/** A drawn end this near to where it should be, m, is taken for it. */
const MEANT = 1

/**
 * The branch as an engineer drew it, from the compound to the place, whichever way it was drawn: its ends are the
 * compound's outlet (or the vertex itself where that lies on or in the outline) and the place. It is followed as drawn,
 * never moved: through a building it is refused, too near to one it is a deviation that asks for a reason.
 */
export function drawnWay(
  obstacles: Obstacles | null,
  site: PreparedSite,
  drawn: readonly Plane[],
  place: Plane,
  clearance: number,
): Way {
  const line = withEnds(site, inDirection(site, drawn, place), place)
  return {
    line,
    reasons: [...sharpBends(line), ...through(obstacles, line)],
    warnings: near(obstacles, line, clearance),
  }
}

/** Turned round where it was drawn from the main to the compound. */
function inDirection({ site }: PreparedSite, drawn: readonly Plane[], place: Plane): readonly Plane[] {
  const [first, last] = [drawn[0], drawn[drawn.length - 1]]
  if (!first || !last) return drawn
  const home = site.outlet ?? site.position
  const asDrawn = distanceBetween(first, home) + distanceBetween(last, place)
  const turned = distanceBetween(last, home) + distanceBetween(first, place)
  return turned < asDrawn ? [...drawn].reverse() : drawn
}

function withEnds(site: PreparedSite, drawn: readonly Plane[], place: Plane): readonly Plane[] {
  const first = drawn[0] ?? place
  const start = startOf(site, first)
  const inner = drawn.filter((vertex, i) => {
    const isFirst = i === 0 && distanceBetween(vertex, start) <= MEANT
    const isLast = i === drawn.length - 1 && distanceBetween(vertex, place) <= MEANT
    return !isFirst && !isLast
  })
  const line = [start, ...inner, place]
  return line.filter(
    (vertex, i) => i === 0 || distanceBetween(vertex, at(line, i - 1)) > 1e-6 || line.length === 2,
  )
}

/** Where a branch that was begun at `first` leaves the compound. */
function startOf({ site }: PreparedSite, first: Plane): Plane {
  if (site.outlet) return site.outlet
  if (!site.outline) return site.position
  const feet = site.outline.map((ring) => footOn([...ring, ...ring.slice(0, 1)], first))
  const nearest = feet.reduce((best, foot) => (foot.distance < best.distance ? foot : best))
  return nearest.distance <= MEANT ? first : nearest.position
}

/** A pipe through a building: the clearance of appendix C is nothing, and no measure makes that good. */
function through(obstacles: Obstacles | null, line: readonly Plane[]): Reason[] {
  return leastDistance(obstacles, line, 0) === 0 ? [{ code: 'NO_ROUTE', m: 0 }] : []
}

/** Ends are given: only what the line itself comes nearer than they do is the drawing's doing (`drawn`). */
function near(obstacles: Obstacles | null, line: readonly Plane[], clearance: number): Reason[] {
  const m = leastDistance(obstacles, line, clearance)
  if (!(m > 0 && m < clearance - 1e-6)) return []
  const ends = [at(line, 0), at(line, line.length - 1)]
  const given = Math.min(...ends.map((end) => leastDistance(obstacles, [end, end], clearance)))
  const warning = { code: 'CLEARANCE_BUILDING', m, least: clearance }
  return [m < given - 1e-6 ? { ...warning, drawn: true } : warning]
}

function leastDistance(obstacles: Obstacles | null, line: readonly Plane[], reach: number): number {
  let least = Infinity
  for (let i = 1; obstacles && i < line.length; i++) {
    const [a, b] = [at(line, i - 1), at(line, i)]
    for (const obstacle of obstacles.near(a, b, reach)) {
      least = Math.min(least, obstacles.distance(obstacle, a, b))
    }
  }
  return least
}
