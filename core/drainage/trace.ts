import { pathFrom, type StormNetwork } from './network.ts'

/** The way of the water from a pipe to its outfall: pipe ids in the order of flow, and the outfall's id. */
export interface Trace {
  readonly pipeIds: readonly string[]
  /** null where the way ends before a storm outfall. */
  readonly outfallId: string | null
}

/** Follows a pipe down to the outfall; null where the network has no such pipe. */
export function traceToOutfall(network: StormNetwork, pipeId: string): Trace | null {
  const pipe = network.pipeNumber.get(pipeId)
  if (pipe === undefined) return null
  const path = pathFrom(network, pipe)
  const end = network.wells[network.to[path[path.length - 1] ?? -1] ?? -1]
  return {
    pipeIds: path.map((k) => network.pipes[k]?.id ?? ''),
    outfallId: end?.kind === 'outfall' && end.system === 'YS' ? end.id : null,
  }
}
