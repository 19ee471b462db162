import { indexObstacles, type Obstacles } from '../geo/obstacles.ts'
import type { Plane } from '../geo/projection.ts'
import { assessWay, conclude, ruledOut, type Assessment } from './assess.ts'
import type { FlowModels } from './capacity.ts'
import { asksForReason, isMisconnection } from './clauses.ts'
import { drawnWay } from './drawn-way.ts'
import { flowModelOf, type FlowModel } from './loads.ts'
import type { CompoundSite, Connection, Reason, StandingConnection } from './model.ts'
import { nowhere } from './nowhere.ts'
import type { StormNetwork } from './network.ts'
import { targetAt, type Place } from './place.ts'
import { clearanceOf, createRouterAround, straightRouter, type Router } from './route.ts'
import type { DrainageRules } from './rules.ts'
import { prepareSite, SHOWN_RETURN_PERIODS, type PreparedSite } from './site.ts'
import { standingLoads } from './standing.ts'

/** What places are judged on: made once for a city, asked for every drag of a point. */
export interface PlaceGround {
  readonly network: StormNetwork
  readonly rules: DrainageRules
  /** Years; decides feasibility. The other shown periods are reported. */
  readonly returnPeriod: number
  /** Outer rings of buildings. */
  readonly buildings?: readonly (readonly Plane[])[]
  /** Connections that take their share of the mains first; never the judged compound's own. */
  readonly standing?: readonly StandingConnection[]
}

/** What the rules say of one given place. */
export interface PlaceVerdict {
  /** All numbers, as of any candidate: levels, size, slope, velocity, `capacity` before and after with `at` P = 2, 3, 5. */
  readonly connection: Connection
  /** `refused` by a hard rule; `needs_reason` where 宜 deviations are left; else `holds`. */
  readonly outcome: 'holds' | 'needs_reason' | 'refused'
  /** Hard refusals (必须、应, or data that must be repaired first): no reason overrides them. */
  readonly refusals: readonly Reason[]
  /** 宜 deviations an engineer may take with a written reason. */
  readonly deviations: readonly Reason[]
  /** 雨污混接 is among the refusals. */
  readonly misconnection: boolean
}

export interface PlaceJudge {
  /**
   * Judges one place for one compound.
   *
   * @param place where the branch is to enter, whatever the engine thinks of it
   * @param branch the line drawn by the engineer, followed as it is; without it the shortest way round the buildings
   */
  judge(site: CompoundSite, place: Place, branch?: readonly Plane[]): PlaceVerdict
  /** The same ground with these connections standing instead; cheap, O(mains below them). */
  beside(standing: readonly StandingConnection[]): PlaceJudge
}

/**
 * Judges given places on a network that has been built and indexed once. Creating it takes O(pipes) for each return
 * period; a question O(mains below the place), a few ms in a city.
 *
 * @example
 * const judge = createPlaceJudge({ network: buildNetwork(wells, pipes, rules), rules, returnPeriod: 3 })
 * const near = placeAt(network, dragged, { reach: 50, snap: 5 })
 * if (near) judge.beside(others).judge(site, near.place).outcome // 'holds' | 'needs_reason' | 'refused'
 */
export function createPlaceJudge(ground: PlaceGround): PlaceJudge {
  const { network, rules, returnPeriod, buildings = [] } = ground
  const periods = [returnPeriod, ...SHOWN_RETURN_PERIODS.filter((P) => P !== returnPeriod)]
  const bases = periods.map((P) => flowModelOf(network, rules, P))
  const obstacles = buildings.length > 0 ? indexObstacles(buildings) : null
  const router = obstacles ? createRouterAround(obstacles, clearanceOf(rules)) : straightRouter
  return judgeBeside({ network, rules, router, obstacles }, bases, ground.standing ?? [])
}

/** The fixed parts of judging. */
export interface PlaceSetting {
  readonly network: StormNetwork
  readonly rules: DrainageRules
  readonly router: Router
  readonly obstacles: Obstacles | null
}

function judgeBeside(
  setting: PlaceSetting,
  bases: readonly FlowModel[],
  standing: readonly StandingConnection[],
): PlaceJudge {
  const loads = standingLoads(setting.network, standing)
  const [asked, ...shown] = bases.map((base): FlowModels => {
    const model = loads.length > 0 ? base.beside(loads) : base
    return { existing: model, planned: model }
  })
  return {
    judge(compound, place, branch) {
      if (!asked) throw new Error('no return period to judge at')
      const site = prepareSite(compound, setting.rules, asked.existing.returnPeriod)
      const { assessment, missing } = assessPlace(setting, site, place, branch)
      if (!assessment) return verdictOf(nowhere(site, missing, asked.existing.returnPeriod, null))
      return verdictOf(conclude(setting.network, assessment, asked, shown, setting.rules).connection)
    },
    beside: (others) => judgeBeside(setting, bases, others),
  }
}

/** Route, levels and size at a given place; null with the reason where there is no such place. */
export function assessPlace(
  { network, rules, router, obstacles }: PlaceSetting,
  site: PreparedSite,
  place: Place,
  branch: readonly Plane[] | null | undefined,
): { readonly assessment: Assessment | null; readonly missing: readonly Reason[] } {
  const { target, reasons } = targetAt(network, site, place)
  if (!target) return { assessment: null, missing: reasons }
  const way =
    branch && branch.length > 1
      ? drawnWay(obstacles, site, branch, target.position, clearanceOf(rules))
      : router.route(target.start, target.position)
  const assessment = assessWay(network, site, target, rules, way, reasons)
  // Whoever points at a place now has it weighed again, though it had been refused.
  const before = ruledOut(site, target)
  return { assessment: { ...assessment, warnings: [...assessment.warnings, ...before] }, missing: [] }
}

/** Sorts what was found into what refuses and what asks for a reason. */
export function verdictOf(connection: Connection): PlaceVerdict {
  const refusals = connection.reasons
  const deviations = connection.warnings.filter(asksForReason)
  const outcome = refusals.length > 0 ? 'refused' : deviations.length > 0 ? 'needs_reason' : 'holds'
  return { connection, outcome, refusals, deviations, misconnection: refusals.some(isMisconnection) }
}
