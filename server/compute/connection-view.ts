import type { BranchProperties, ConnectionProperties } from '#core/api/connections.ts'
import { explain } from '#core/drainage/explain.ts'
import type { StoredConnection } from '../store/connections.ts'

interface ConnectionFeature {
  type: 'Feature'
  id: string
  geometry: { type: 'Point'; coordinates: number[] }
  properties: ConnectionProperties
}

interface BranchFeature {
  type: 'Feature'
  id: string
  geometry: { type: 'LineString'; coordinates: number[][] }
  properties: BranchProperties
}

/**
 * The point as the contract words it.
 * @param stale compounds whose tie-ins were computed from what has changed since
 */
export function connectionToFeature(
  connection: StoredConnection,
  stale: ReadonlySet<string>,
): ConnectionFeature {
  const { facts, id, version, state, compoundId, rank, status, wellId, pipeId, source } = connection
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [...connection.position] },
    properties: {
      kind: 'connection',
      id,
      version,
      state,
      compoundId,
      rank,
      status,
      wellId,
      pipeId,
      ...facts,
      explanation: [...facts.warnings, ...facts.reasons].map((reason) => explain(reason, 'zh')),
      stale: stale.has(compoundId),
      source,
      ...(connection.work === null ? {} : { work: connection.work }),
    },
  }
}

/** The branch that belongs to it; none where no route was found. */
export function branchToFeature(connection: StoredConnection): BranchFeature | null {
  if (connection.branch === null) return null
  const id = `${connection.id}-branch`
  const { state, compoundId, rank, status } = connection
  return {
    type: 'Feature',
    id,
    geometry: { type: 'LineString', coordinates: connection.branch.coordinates },
    properties: { kind: 'branch', id, connectionId: connection.id, compoundId, state, rank, status },
  }
}

/** What the map shows unless it asks for everything: the best, and whatever an engineer has decided. */
export function isShownByDefault(connection: StoredConnection): boolean {
  return connection.rank === 1 || connection.state !== 'MARKED'
}
