import type { Feature, LineString, Point } from 'geojson'
import { toPlane } from '#core/geo/projection.ts'
import type { ConnectionRun } from '../store/connections.ts'
import type { StoredPipe, StoredWell } from '../store/network.ts'

/** What the map's styles and cards read of a pipe. Flat, since vector tiles carry flat values only. */
export interface PipeProperties {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly system: string
  readonly dn: number | null
  readonly material: string | null
  readonly status: string
  readonly street: string | null
  readonly invertStart: number | null
  readonly invertEnd: number | null
  /** m */
  readonly length: number
  /** m/m, falling positive; null where an invert is missing */
  readonly slope: number | null
  readonly faulty: boolean
  /** Code of the first fault the engine found */
  readonly fault: string | null
  readonly source: string
}

/** Codes of the faults of pipes and wells, by their id. */
export type FaultCodes = ReadonlyMap<string, string>

/** The first fault of each pipe and well, as the last run of the engine reported it. */
export function faultCodesOf(run: ConnectionRun | null): FaultCodes {
  const codes = new Map<string, string>()
  for (const fault of run?.faults ?? []) {
    const id = fault.pipeId ?? fault.wellId
    if (typeof id === 'string' && typeof fault.code === 'string' && !codes.has(id)) codes.set(id, fault.code)
  }
  return codes
}

export function pipeToFeature(pipe: StoredPipe, faults: FaultCodes): Feature<LineString, PipeProperties> {
  const length = pipe.length ?? drawnLength(pipe.line)
  const fault = faults.get(pipe.id) ?? null
  return {
    type: 'Feature',
    id: pipe.id,
    geometry: pipe.line,
    properties: {
      id: pipe.id,
      from: pipe.from,
      to: pipe.to,
      system: pipe.system,
      dn: pipe.dn,
      material: pipe.material,
      status: pipe.status,
      street: pipe.street,
      invertStart: pipe.invertStart,
      invertEnd: pipe.invertEnd,
      length: round(length, 2),
      slope:
        pipe.invertStart === null || pipe.invertEnd === null || length === 0
          ? null
          : round((pipe.invertStart - pipe.invertEnd) / length, 6),
      // Abandoned is a state, not a fault: it has its own sign on the map.
      faulty: fault !== null && pipe.status !== 'abandoned',
      fault,
      source: pipe.source,
    },
  }
}

export function wellToFeature(well: StoredWell, invert: number | null, faults: FaultCodes): Feature<Point> {
  const fault = faults.get(well.id) ?? null
  return {
    type: 'Feature',
    id: well.id,
    geometry: { type: 'Point', coordinates: [...well.position] },
    properties: {
      id: well.id,
      kind: well.kind,
      system: well.system,
      ground: well.ground,
      invert,
      waterLevel: well.waterLevel,
      street: well.street,
      faulty: fault !== null,
      fault,
      source: well.source,
    },
  }
}

/** The lowest pipe end at each well, m: what a well's invert is where the survey gives pipes only. */
export function wellInverts(pipes: readonly StoredPipe[]): ReadonlyMap<string, number> {
  const inverts = new Map<string, number>()
  const note = (well: string, level: number | null): void => {
    if (level !== null) inverts.set(well, Math.min(level, inverts.get(well) ?? Infinity))
  }
  for (const pipe of pipes) {
    note(pipe.from, pipe.invertStart)
    note(pipe.to, pipe.invertEnd)
  }
  return inverts
}

/** Length of a drawn line on the plane, m. */
function drawnLength(line: LineString): number {
  let length = 0
  let previous: readonly [number, number] | null = null
  for (const [longitude = 0, latitude = 0] of line.coordinates) {
    const point = toPlane([longitude, latitude])
    if (previous !== null) length += Math.hypot(point[0] - previous[0], point[1] - previous[1])
    previous = point
  }
  return length
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
