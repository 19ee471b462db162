import type { ConnectionReason } from '#core/api/connections.ts'
import type { Connection, MainCapacity, Reason } from '#core/drainage/model.ts'
import { toLngLat, type Plane } from '#core/geo/projection.ts'
import type { ConnectionFacts, StoredConnection } from '../store/connections.ts'

/** Degrees to 7 places: 1 cm, the finest a survey gives. */
const DEGREE_DIGITS = 7

/** One of the engine's answers as the store keeps it. */
export function toRecord(
  connection: Connection,
  place: {
    readonly year: number
    readonly compoundName: string
    readonly source: 'demo' | 'survey'
  },
): StoredConnection {
  const { compoundId, rank, status, wellId, pipeId } = connection
  return {
    id: `${place.year}-${compoundId}-${placeName(connection)}`,
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
      psiF: round(connection.psiF, 6),
      t1: connection.t1,
      capacity: connection.capacity.map(toMain),
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
    work: null,
  }
}

/** The place names a candidate, so that it keeps its name, and its link, from one calculation to the next. */
function placeName({ wellId, pipeId, station }: Connection): string {
  if (wellId !== null) return wellId
  return pipeId === null ? 'none' : `${pipeId}-m${(station ?? 0).toFixed(1)}`
}

/**
 * New candidates with what people have decided of the same places: a refused one stays refused. Whatever stood under
 * the same name before has its version counted on, so that nobody overwrites what they have not seen. A point that was
 * moved away and refused there keeps its refusal, under a name of its own.
 */
export function carryDecisions(
  records: readonly StoredConnection[],
  before: readonly StoredConnection[],
): StoredConnection[] {
  const known = new Map(before.map((connection) => [connection.id, connection]))
  const found = new Map(records.map((record) => [record.id, record]))
  const answered = new Set(records.map(({ compoundId }) => compoundId))
  const refused = before
    .filter(({ state, compoundId }) => state === 'REJECTED' && answered.has(compoundId))
    .flatMap((connection) => {
      const record = found.get(connection.id)
      if (record === undefined) return [stillRefused(connection)]
      if (isSamePlace(record, connection)) return []
      return [{ ...stillRefused(connection), id: `${connection.id}-moved-${connection.version}` }]
    })
  const fresh = records.map((record) => {
    const old = known.get(record.id)
    if (old === undefined) return record
    const isRefused = old.state === 'REJECTED' && isSamePlace(record, old)
    return {
      ...record,
      version: old.version + 1,
      state: isRefused ? old.state : record.state,
      work: isRefused ? old.work : null,
    }
  })
  return [...fresh, ...refused]
}

function isSamePlace(a: StoredConnection, b: StoredConnection): boolean {
  return a.wellId === b.wellId && a.pipeId === b.pipeId && a.facts.station === b.facts.station
}

/** A refused point that the engine lists no more, since of points on a main it lists feasible ones only. */
function stillRefused(connection: StoredConnection): StoredConnection {
  const { facts } = connection
  const isSaid = facts.reasons.some(({ code }) => code === 'RULED_OUT')
  return {
    ...connection,
    version: connection.version + 1,
    rank: null,
    status: 'rejected',
    facts: { ...facts, reasons: isSaid ? facts.reasons : [...facts.reasons, { code: 'RULED_OUT' }] },
  }
}

/** Flows to 0.1 L/s and ratios to 0.0001 and finer: what the sheet prints, without a dozen digits more. */
function toMain(main: MainCapacity): ConnectionFacts['capacity'][number] {
  const { from, to, load, time, intensity, flow, fullFlow, velocity, at, ...rest } = main
  return {
    ...rest,
    sheet: {
      from,
      to,
      load: round(load),
      time: round(time),
      intensity: round(intensity),
      flow: round(flow),
      fullFlow: round(fullFlow),
      velocity: round(velocity),
    },
    at: at.map(({ returnPeriod, before, after }) => ({
      returnPeriod,
      before: round(before, 6),
      after: round(after, 6),
    })),
  }
}

function round(value: number, digits = 4): number {
  return Number(value.toFixed(digits))
}

function toWire(reason: Reason): ConnectionReason {
  return { ...reason }
}

function toDegrees(point: Plane): readonly [number, number] {
  const [longitude, latitude] = toLngLat(point)
  return [Number(longitude.toFixed(DEGREE_DIGITS)), Number(latitude.toFixed(DEGREE_DIGITS))]
}
