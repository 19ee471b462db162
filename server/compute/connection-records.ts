import type { ConnectionReason } from '#core/api/connections.ts'
import type { Connection, Reason } from '#core/drainage/model.ts'
import { toLngLat, type Plane } from '#core/geo/projection.ts'
import type { StoredConnection } from '../store/connections.ts'

/** Degrees to 7 places: 1 cm, the finest a survey gives. */
const DEGREE_DIGITS = 7

/** One of the engine's answers as the store keeps it. */
export function toRecord(
  connection: Connection,
  place: {
    readonly year: number
    readonly order: number
    readonly compoundName: string
    readonly source: 'demo' | 'survey'
  },
): StoredConnection {
  const { compoundId, rank, status, wellId, pipeId } = connection
  return {
    id: `${place.year}-${compoundId}-${String(place.order + 1).padStart(3, '0')}`,
    version: 1,
    year: place.year,
    compoundId,
    rank,
    status,
    // The engine proposes; only the centre confirms.
    state: 'MARKED',
    wellId,
    pipeId,
    position: toDegrees(connection.position),
    facts: {
      compoundName: place.compoundName,
      station: connection.station,
      returnPeriod: connection.returnPeriod,
      designFlow: connection.designFlow,
      dn: connection.dn,
      slope: connection.slope,
      velocity: connection.velocity,
      length: connection.length,
      invertStart: connection.invertStart,
      invertEnd: connection.invertEnd,
      drop: connection.drop,
      headSpare: connection.headSpare,
      cost: connection.cost,
      capacity: connection.capacity.map((main) => ({ ...main })),
      profile: connection.profile.map((station) => ({ ...station })),
      warnings: connection.warnings.map(toWire),
      reasons: connection.reasons.map(toWire),
      ...(connection.alternatives === undefined ? {} : { alternatives: connection.alternatives }),
    },
    branch:
      connection.route.length < 2
        ? null
        : { type: 'LineString', coordinates: connection.route.map((point) => [...toDegrees(point)]) },
    source: place.source,
  }
}

function toWire(reason: Reason): ConnectionReason {
  return { ...reason }
}

function toDegrees(point: Plane): readonly [number, number] {
  const [longitude, latitude] = toLngLat(point)
  return [Number(longitude.toFixed(DEGREE_DIGITS)), Number(latitude.toFixed(DEGREE_DIGITS))]
}
