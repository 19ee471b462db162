import type { Position } from 'geojson'
import type { FieldSheet } from '#core/api/field-sheet.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { StoredConnection } from '../store/connections.ts'
import type { BaseFeature } from '../store/base-features.ts'
import type { StoredPipe, StoredWell } from '../store/network.ts'
import { connectionToFeature } from './connection-view.ts'
import { pipeToFeature, wellInverts } from './network-view.ts'

/** What a sheet is made from. */
export interface SheetGround {
  readonly compound: StoredCompound
  readonly compounds: readonly StoredCompound[]
  readonly pipes: readonly StoredPipe[]
  readonly wells: readonly StoredWell[]
  readonly baseFeatures: readonly BaseFeature[]
  readonly stale: ReadonlySet<string>
}

/** Degrees round about point and branch that the sketch may show: a street and its neighbours. */
const AROUND = 0.0022

/** One point for the field: its own records, and what stands round about it. */
export function fieldSheetOf(connection: StoredConnection, ground: SheetGround): FieldSheet {
  const { compound, compounds, pipes, wells, baseFeatures, stale } = ground
  const pipe = pipes.find(({ id }) => id === connection.pipeId)
  const inverts = wellInverts(pipes)
  const names =
    connection.wellId !== null ? [connection.wellId] : pipe === undefined ? [] : [pipe.from, pipe.to]
  const near = nearTo([connection.position, ...(connection.branch?.coordinates ?? [])])
  const { properties } = connectionToFeature(connection, stale)
  return {
    connection: properties,
    position: [...connection.position],
    branch: connection.branch?.coordinates ?? null,
    compound: {
      id: compound.id,
      name: compound.name,
      subdistrict: compound.subdistrict,
      community: compound.community,
      address: compound.address,
    },
    wells: names.flatMap((name) => {
      const well = wells.find(({ id }) => id === name)
      if (well === undefined) return []
      const { id, system, kind, ground: level, street } = well
      return [{ id, system, kind, ground: level, invert: inverts.get(id) ?? null, street }]
    }),
    pipe: pipe === undefined ? null : pipeOf(pipe),
    around: {
      compounds: compounds.flatMap(({ footprint }) => ringsOf(footprint).filter(near)),
      buildings: compounds.flatMap(({ buildings }) =>
        buildings.flatMap(({ footprint }) => (footprint === null ? [] : ringsOf(footprint).filter(near))),
      ),
      streets: baseFeatures.flatMap(({ class: kind, name, geometry }) =>
        kind !== 'road'
          ? []
          : geometry.type === 'LineString' && near(geometry.coordinates)
            ? [{ name, line: geometry.coordinates }]
            : [],
      ),
      pipes: pipes
        .filter(({ line }) => near(line.coordinates))
        .map(({ id, system, dn, status, line }) => ({
          id,
          system,
          dn,
          abandoned: status === 'abandoned',
          line: line.coordinates,
        })),
      wells: wells
        .filter(({ position }) => near([[...position]]))
        .map(({ id, system, position }) => ({ id, system, position: [...position] })),
    },
  }
}

function pipeOf(pipe: StoredPipe): NonNullable<FieldSheet['pipe']> {
  const { id, from, to, dn, material, invertStart, invertEnd, length, slope, street } = pipeToFeature(
    pipe,
    new Map(),
  ).properties
  return { id, from, to, dn, material, invertStart, invertEnd, length, slope, street }
}

/** The outer rings. */
function ringsOf(area: StoredCompound['footprint']): Position[][] {
  const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  return parts.flatMap((part) => part.slice(0, 1))
}

function nearTo(places: readonly (readonly number[])[]): (line: readonly Position[]) => boolean {
  const west = Math.min(...places.map(([x = 0]) => x)) - AROUND
  const east = Math.max(...places.map(([x = 0]) => x)) + AROUND
  const south = Math.min(...places.map(([, y = 0]) => y)) - AROUND
  const north = Math.max(...places.map(([, y = 0]) => y)) + AROUND
  return (line) => {
    const xs = line.map(([x = 0]) => x)
    const ys = line.map(([, y = 0]) => y)
    return (
      Math.max(...xs) >= west &&
      Math.min(...xs) <= east &&
      Math.max(...ys) >= south &&
      Math.min(...ys) <= north
    )
  }
}
