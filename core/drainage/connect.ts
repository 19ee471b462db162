import type { Plane } from '../geo/projection.ts'
import { answerCompound, prepareCandidates } from './answer.ts'
import { createFlowModel, type FlowModel, type LoadChange } from './loads.ts'
import type { CompoundSite, ConnectAnswer, Pipe, StandingConnection, Well } from './model.ts'
import { buildNetwork, type StormNetwork } from './network.ts'
import { createRouter, straightRouter, type Router } from './route.ts'
import type { DrainageRules } from './rules.ts'
import { prepareSite, SHOWN_RETURN_PERIODS } from './site.ts'
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
}

/** Told before each compound is looked at, and after the last. */
export type OnProgress = (done: number, total: number) => void

/** Half of the largest usual branch, DN1000, m. */
const PIPE_HALF_WIDTH = 0.5

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
  const { rules, returnPeriod } = request
  const router = routerFor(request)
  const standing = standingLoads(network, request.standing ?? [])
  const existing = createFlowModel(network, rules, returnPeriod, standing)
  const shown: FlowModel[] = SHOWN_RETURN_PERIODS.filter((P) => P !== returnPeriod).map((P) =>
    createFlowModel(network, rules, P, standing),
  )
  const prepared = request.compounds.map((compound, index) => {
    onProgress(index, request.compounds.length)
    return prepareCandidates(network, prepareSite(compound, rules, returnPeriod), rules, router)
  })
  onProgress(request.compounds.length, request.compounds.length)
  if (request.together) {
    const { compounds, summary } = solveTogether({ network, rules, prepared, existing, shown, standing })
    return { compounds, faults: network.faults, together: summary }
  }
  const alone = { existing, planned: existing }
  const others = shown.map((model) => ({ existing: model, planned: model }))
  return {
    compounds: prepared.map((candidates) => answerCompound(network, candidates, alone, others, rules)),
    faults: network.faults,
    together: null,
  }
}

/** From the pipe's axis: the clearance of appendix C and half a metre for the pipe itself (SPEC 5.3: 2.5 m + D/2). */
function routerFor({ buildings, rules }: ConnectRequest): Router {
  return buildings ? createRouter(buildings, rules.buildingClearance + PIPE_HALF_WIDTH) : straightRouter
}

function standingLoads(network: StormNetwork, standing: readonly StandingConnection[]): LoadChange[] {
  return standing.flatMap((connection) => {
    const pipe = network.pipeNumber.get(connection.pipeId)
    if (pipe === undefined) return []
    const well = network.from[pipe] ?? -1
    const brings = { well, psiF: connection.psiF, arrival: connection.arrival, flow: connection.designFlow }
    const old = network.wellNumber.get(connection.relieves?.wellId ?? '')
    if (old === undefined || !connection.relieves) return [brings]
    return [brings, { well: old, psiF: -connection.relieves.psiF, arrival: 0, flow: 0 }]
  })
}
