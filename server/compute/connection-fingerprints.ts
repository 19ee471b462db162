import { createHash } from 'node:crypto'
import type { DrainageRules } from '#core/drainage/rules.ts'
import { isFixed } from '#core/tie-in/steps.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import type { StoredPipe, StoredWell } from '../store/network.ts'

/** What tie-ins are computed from, as the store has it. */
export interface FingerprintGround {
  readonly compounds: readonly StoredCompound[]
  readonly wells: readonly StoredWell[]
  readonly pipes: readonly StoredPipe[]
  readonly rules: DrainageRules
}

/**
 * What the tie-ins of each compound depend on, as one fingerprint a compound: its own site, the rules and the return
 * period, every storm network that one of its candidates lies in, pipe by pipe, and the compounds connected to these
 * networks, since they take of the same room. A change anywhere else leaves it as it is.
 */
export function fingerprintConnections(
  ground: FingerprintGround,
  connections: readonly StoredConnection[],
): Map<string, string> {
  const networks = networksOf(ground)
  const sites = new Map(ground.compounds.map((compound) => [compound.id, siteText(compound)]))
  const rules = digest(JSON.stringify(ground.rules))
  const users = new Map<number, string[]>()
  for (const connection of connections) {
    const network = networks.of(connection)
    if (network === undefined || !takesRoom(connection)) continue
    const text = `${connection.compoundId} ${connection.pipeId} ${sites.get(connection.compoundId) ?? ''}`
    users.set(network, [...(users.get(network) ?? []), text])
  }
  const byCompound = new Map<string, StoredConnection[]>()
  for (const connection of connections) {
    byCompound.set(connection.compoundId, [...(byCompound.get(connection.compoundId) ?? []), connection])
  }
  return new Map(
    [...byCompound].map(([compoundId, candidates]) => {
      const touched = new Set(candidates.flatMap((candidate) => networks.of(candidate) ?? []))
      const parts = [...touched].map(
        (network) => `${networks.text(network)} ${[...(users.get(network) ?? [])].sort().join()}`,
      )
      const period = candidates[0]?.facts.returnPeriod
      return [compoundId, digest([sites.get(compoundId), rules, period, ...parts.sort()].join('\n'))]
    }),
  )
}

/** Has it, or will it have, a share of the mains? */
export function takesRoom({ rank, state }: StoredConnection): boolean {
  return isFixed(state) || (rank === 1 && state !== 'REJECTED')
}

/** Storm pipes that hang together, each part with a digest of all its records. O(pipes), nearly. */
function networksOf({ wells, pipes }: FingerprintGround) {
  const storm = pipes.filter((pipe) => pipe.system === 'YS')
  const number = new Map(wells.map((well, index) => [well.id, index]))
  const leader = wells.map((_, index) => index)
  const find = (well: number): number => {
    let top = well
    while (leader[top] !== top) {
      leader[top] = leader[leader[top] ?? top] ?? top
      top = leader[top] ?? top
    }
    return top
  }
  for (const { from, to } of storm) {
    const [a, b] = [number.get(from), number.get(to)]
    if (a !== undefined && b !== undefined) leader[find(a)] = find(b)
  }
  const hashes = new Map<number, ReturnType<typeof createHash>>()
  const add = (wellId: string, record: StoredWell | StoredPipe): void => {
    const well = number.get(wellId)
    if (well === undefined) return
    const top = find(well)
    const hash = hashes.get(top) ?? createHash('sha256')
    hash.update(JSON.stringify(record))
    hashes.set(top, hash)
  }
  for (const well of wells) if (well.system === 'YS') add(well.id, well)
  const home = new Map(storm.map((pipe) => [pipe.id, pipe.from]))
  for (const pipe of storm) add(pipe.from, pipe)
  const texts = new Map([...hashes].map(([top, hash]) => [top, hash.digest('hex')]))
  return {
    of({ wellId, pipeId }: StoredConnection): number | undefined {
      const well = number.get(wellId ?? home.get(pipeId ?? '') ?? '')
      return well === undefined ? undefined : find(well)
    },
    text: (network: number): string => texts.get(network) ?? '',
  }
}

/** Only what the engine reads of a compound: its name or score change nothing here. */
function siteText({ drainage, footprint, anchor, buildings }: StoredCompound): string {
  const outlines = buildings.flatMap((building) => building.footprint ?? [])
  return digest(JSON.stringify([drainage, footprint, anchor, outlines]))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
