import { createPlaceJudge, type PlaceJudge } from '../drainage/judge-place.ts'
import type { CompoundSite, Pipe, StandingConnection, Well } from '../drainage/model.ts'
import { buildNetwork, type StormNetwork } from '../drainage/network.ts'
import type { DrainageRules } from '../drainage/rules.ts'
import { at, distanceBetween } from '../geo/plane-geometry.ts'
import type { Plane } from '../geo/projection.ts'

/** Everything that the places of one compound are judged on; plane metres. */
export interface MarkingGround {
  readonly compound: CompoundSite
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  /** Outer rings. */
  readonly buildings: readonly (readonly Plane[])[]
  /** Connections of the other compounds that take their share of the mains. */
  readonly standing: readonly StandingConnection[]
  readonly rules: DrainageRules
  readonly returnPeriod: number
}

/** The judge of a ground, with the network it has built. */
export function judgeOn(ground: MarkingGround): {
  readonly network: StormNetwork
  readonly judge: PlaceJudge
} {
  const network = buildNetwork(ground.wells, ground.pipes, ground.rules)
  const { rules, returnPeriod, buildings, standing } = ground
  return { network, judge: createPlaceJudge({ network, rules, returnPeriod, buildings, standing }) }
}

/**
 * The part of a ground that places within `reach` m of the compound depend on: every network that a pipe or well in
 * reach hangs together with, whole, since loads gather from above and room is needed down to the outfall; and the
 * buildings in reach. A place in reach is judged alike on the part and on the whole. O(pipes).
 */
export function groundWithin(ground: MarkingGround, reach: number): MarkingGround {
  const centre = ground.compound.outlet ?? ground.compound.position
  const isNear = (place: Plane): boolean => distanceBetween(place, centre) <= reach
  const isLineNear = (line: readonly Plane[]): boolean =>
    line.some((vertex, i) => isNear(vertex) || (i > 0 && isNear(middle(at(line, i - 1), vertex))))
  const network = networksOf(ground)
  const wanted = new Set<string>()
  for (const well of ground.wells) if (isNear(well.position)) wanted.add(network(well.id))
  for (const pipe of ground.pipes) if (isLineNear(pipe.line)) wanted.add(network(pipe.from))
  return {
    ...ground,
    wells: ground.wells.filter(({ id }) => wanted.has(network(id))),
    pipes: ground.pipes.filter(({ from }) => wanted.has(network(from))),
    buildings: ground.buildings.filter(isLineNear),
  }
}

/** Wells that pipes of whatever kind hold together, each network under the name of one of its wells. */
function networksOf({ wells, pipes }: MarkingGround): (wellId: string) => string {
  const leader = new Map(wells.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    let top = id
    for (let next = leader.get(top) ?? top; next !== top; next = leader.get(top) ?? top) {
      leader.set(top, leader.get(next) ?? next)
      top = next
    }
    return top
  }
  for (const { from, to } of pipes) leader.set(find(from), find(to))
  return find
}

function middle([ax, ay]: Plane, [bx, by]: Plane): Plane {
  return [(ax + bx) / 2, (ay + by) / 2]
}
