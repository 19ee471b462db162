import { indexObstacles } from '../geo/obstacles.ts'
import type { Plane } from '../geo/projection.ts'
import { answerCompound, prepareCandidates, type Candidates } from './answer.ts'
import { settleForced, type ForcedPlace, type SettledPlace } from './forced.ts'
import { flowModelOf, type FlowModel } from './loads.ts'
import type {
  CompoundAnswer,
  CompoundSite,
  ConnectAnswer,
  Pipe,
  StandingConnection,
  TogetherSummary,
  Well,
} from './model.ts'
import { buildNetwork, type StormNetwork } from './network.ts'
import { clearanceOf, createRouterAround, straightRouter } from './route.ts'
import type { DrainageRules } from './rules.ts'
import { prepareSite, SHOWN_RETURN_PERIODS } from './site.ts'
import { standingLoads } from './standing.ts'
import { solveTogether } from './together.ts'

export interface ConnectInput {
  readonly wells: readonly Well[]
  readonly pipes: readonly Pipe[]
  readonly compounds: readonly CompoundSite[]
  /** Centre lines; streets are free ground, so that they never lengthen a way. */
  readonly roads?: readonly (readonly Plane[])[]
  /** Outer rings. */
  readonly buildings?: readonly (readonly Plane[])[]
  readonly rules: DrainageRules
  /** Years; it alone decides feasibility. */
  readonly returnPeriod: number
  /** All best connections at once on the shared mains instead of each compound alone. */
  readonly together: boolean
  /** Confirmed connections: they use the mains first. */
  readonly standing?: readonly StandingConnection[]
  /**
   * Compounds of this request whose place a person has chosen (moved or drawn). They are judged before the others, in
   * this order, keep their place whatever the outcome, and use the mains next after the standing ones.
   */
  readonly forced?: readonly ForcedPlace[]
}

/** Told before each compound is looked at, and after the last. */
export type OnProgress = (done: number, total: number) => void

/** What is asked of a network that has been built once. */
export type ConnectRequest = Omit<ConnectInput, 'wells' | 'pipes'>

/**
 * Finds, for every compound, where its new storm pipe joins the municipal main, with the reason of every refusal
 * (SPEC 5, GB 50014-2021). Pure; plane metres in and out.
 *
 * @example
 * const { compounds, faults } = connectCompounds({ wells, pipes, compounds, rules, returnPeriod: 3, together: false })
 */
export function connectCompounds(input: ConnectInput, onProgress: OnProgress = () => {}): ConnectAnswer {
  return connectOn(buildNetwork(input.wells, input.pipes, input.rules), input, onProgress)
}

/** The same on a network built before, for asking again after a point was moved. */
export function connectOn(
  network: StormNetwork,
  request: ConnectRequest,
  onProgress: OnProgress = () => {},
): ConnectAnswer {
  const { rules, returnPeriod, buildings = [] } = request
  const obstacles = buildings.length > 0 ? indexObstacles(buildings) : null
  const router = obstacles ? createRouterAround(obstacles, clearanceOf(rules)) : straightRouter
  const setting = { network, rules, router, obstacles }
  const standing = standingLoads(network, request.standing ?? [])
  const periods = [returnPeriod, ...SHOWN_RETURN_PERIODS.filter((P) => P !== returnPeriod)]
  const standingModels = periods.map((P) => {
    const today = flowModelOf(network, rules, P)
    return standing.length > 0 ? today.beside(standing) : today
  })
  const sites = request.compounds.map((compound) => prepareSite(compound, rules, returnPeriod))
  const forced = settleForced(setting, sites, request.forced ?? [], standingModels)
  const prepared = sites.map((site, index) => {
    onProgress(index, sites.length)
    return forced.has(site.site.id) ? null : prepareCandidates(network, site, rules, router)
  })
  onProgress(sites.length, sites.length)
  const open = prepared.filter((candidates) => candidates !== null)
  const loads = [...forced.values()].flatMap(({ changes }) => changes)
  const models = loads.length > 0 ? standingModels.map((model) => model.beside(loads)) : standingModels
  const answered = answerOpen(network, request, open, models)
  let next = 0
  const compounds = prepared.flatMap((candidates, index): CompoundAnswer[] => {
    const compoundId = sites[index]?.site.id ?? ''
    const kept = forced.get(compoundId)
    if (kept) return [{ compoundId, connections: [kept.connection] }]
    return candidates ? answered.compounds.slice(next, ++next) : []
  })
  const together = answered.together && withForced(answered.together, [...forced.values()])
  return { compounds, faults: network.faults, together }
}

/** The joint figures with the places that were given: they cost what they cost, and no search could do without. */
function withForced(summary: TogetherSummary, forced: readonly SettledPlace[]): TogetherSummary {
  const held = forced.filter(({ connection }) => connection.rank === 1)
  const cost = held.reduce((sum, { connection }) => sum + (connection.cost ?? 0), 0)
  return {
    ...summary,
    totalCost: summary.totalCost + cost,
    lowerBound: summary.lowerBound + cost,
    served: summary.served + held.length,
    unserved: summary.unserved + forced.length - held.length,
  }
}

/** The compounds for which a place is still to be found. */
function answerOpen(
  network: StormNetwork,
  { rules, together }: ConnectRequest,
  prepared: readonly Candidates[],
  models: readonly FlowModel[],
): Pick<ConnectAnswer, 'compounds' | 'together'> {
  const [existing, ...shown] = models
  if (!existing) throw new Error('no return period to judge at')
  if (together) {
    const { compounds, summary } = solveTogether({ network, rules, prepared, existing, shown })
    return { compounds, together: summary }
  }
  const alone = { existing, planned: existing }
  const others = shown.map((model) => ({ existing: model, planned: model }))
  return {
    compounds: prepared.map((candidates) => answerCompound(network, candidates, alone, others, rules)),
    together: null,
  }
}
