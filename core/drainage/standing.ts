import type { LoadChange } from './loads.ts'
import type { StandingConnection } from './model.ts'
import type { StormNetwork } from './network.ts'

/** What standing connections bring to the mains and take from the wells their compounds shed to before. */
export function standingLoads(network: StormNetwork, standing: readonly StandingConnection[]): LoadChange[] {
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
