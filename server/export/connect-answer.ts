import type { Connection, ConnectAnswer } from '#core/drainage/model.ts'
import type { CoordinateFrame } from '../import/coordinate-frame.ts'

/** Decimals of levels, flows and ratios in files. */
const DECIMALS = 6

/** The engine's answer as the FeatureCollection of the contract. */
export function encodeConnectAnswer(
  answer: ConnectAnswer,
  frame: CoordinateFrame,
  bestOnly: boolean,
): Record<string, unknown> {
  const features = answer.compounds.flatMap(({ connections }) => {
    const shown = bestOnly ? connections.slice(0, 1) : connections
    return [
      ...shown.map((connection) => encodeConnection(connection, frame)),
      ...shown.filter(({ rank }) => rank !== null).map((connection) => encodeBranch(connection, frame)),
    ]
  })
  return {
    type: 'FeatureCollection',
    ...(frame.crs !== null && {
      crs: { type: 'name', properties: { name: `urn:ogc:def:crs:${frame.crs.replace(':', '::')}` } },
    }),
    faults: rounded(answer.faults),
    ...(answer.together && { together: answer.together }),
    features,
  }
}

function encodeConnection(connection: Connection, frame: CoordinateFrame): Record<string, unknown> {
  const { position, route: _route, ...properties } = connection
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: place(position, frame) },
    properties: { kind: 'connection', ...asRecord(rounded(properties)) },
  }
}

function encodeBranch(
  { compoundId, rank, route }: Connection,
  frame: CoordinateFrame,
): Record<string, unknown> {
  return {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: route.map((position) => place(position, frame)) },
    properties: { kind: 'branch', compoundId, rank },
  }
}

function place(position: Connection['position'], frame: CoordinateFrame): readonly number[] {
  return frame.fromPlane(position).map((value) => round(value, frame.decimals))
}

/** The same value with every number rounded; a number that is none becomes null. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? round(value, DECIMALS) : null
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]))
}

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale + 0
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
