import type { Geometry, LineString, Point } from 'geojson'
import type { LngLat } from '../compound/compound.ts'
import type { Box } from '../geo/region.ts'
import type { ToDegrees } from './coordinate-system.ts'
import { DICTIONARY } from './dictionary.ts'
import type { ImportKind } from './field.ts'
import { isNear } from './guess-system.ts'
import { readGeometry } from './read-geometry.ts'
import type { RowValues } from './read-row.ts'
import type { RowFault } from './row-fault.ts'
import { readWellKnownText } from './well-known-text.ts'

/** A row that has been read and found in order by itself; what it makes of a record is seen beside that record. */
export interface StagedRow {
  readonly kind: ImportKind
  readonly layer: string
  readonly row: number
  readonly id: string
  readonly values: RowValues
  /** Degrees; null where the row says nothing of a place. */
  readonly geometry: Geometry | null
}

/** A well that lines may end at. */
export interface KnownWell {
  readonly position: LngLat
  /** m; null: not surveyed */
  readonly ground: number | null
}

export interface StageContext {
  readonly convert: ToDegrees
  /** Box of the district; null where none is known, and any place will do. */
  readonly district: Box | null
  readonly wellAt: (id: string) => KnownWell | null
}

interface Place {
  readonly layer: string
  readonly row: number
}

export type Staged =
  | { readonly staged: StagedRow; readonly faults: readonly [] }
  | { readonly staged: null; readonly faults: readonly RowFault[] }

/** Gives a row its id and its place on the map. @param drawn the row's own geometry, in the file's coordinates */
export function stageRow(
  kind: ImportKind,
  values: RowValues,
  drawn: Geometry | null,
  place: Place,
  context: StageContext,
): Staged {
  const faults: RowFault[] = []
  const fault = (column: string | null, value: string, expected: string): void =>
    void faults.push({ ...place, column, value, expected })
  const id = idOf(kind, values, place.row)
  if (id === null) fault(null, '', '没有编号,也没有可作编号的列')
  const geometry = geometryOf(kind, values, drawn, context, fault)
  // The base map reaches beyond the district: its neighbours and the sea.
  const outside = geometry === null || kind === 'base' ? null : placeOutside(geometry, context.district)
  if (outside !== null) fault(null, outside, '坐标不在本区及附近;请核对该行坐标')
  if (faults.length > 0 || id === null) return { staged: null, faults }
  const { x: _x, y: _y, wkt: _wkt, ...kept } = values
  return { staged: { kind, ...place, id, values: kept, geometry }, faults: [] }
}

function idOf(kind: ImportKind, values: RowValues, row: number): string | null {
  const { id, from, to } = values
  if (typeof id === 'string' && id !== '') return id
  if (kind === 'pipes' && typeof from === 'string' && typeof to === 'string') return `${from}-${to}`
  if (kind === 'base' && typeof values['class'] === 'string') return `${values['class']}-${row}`
  return null
}

type Report = (column: string | null, value: string, expected: string) => void

function geometryOf(
  kind: ImportKind,
  values: RowValues,
  drawn: Geometry | null,
  context: StageContext,
  fault: Report,
): Geometry | null {
  const { shape } = DICTIONARY[kind]
  if (shape === null) return null
  const { x, y, wkt } = values
  const given = drawn ?? (typeof wkt === 'string' ? readWellKnownText(wkt) : null)
  if (given === null && typeof wkt === 'string') {
    fault('WKT', wkt.slice(0, 60), '应为 WKT 图形,如 POLYGON((…))')
    return null
  }
  // A point stands for the outline of a compound or a building that nobody has drawn yet.
  const wanted = given?.type === 'Point' && (shape === 'area' || shape === 'polygon') ? 'point' : shape
  if (given !== null) {
    const read = readGeometry(given, wanted, context.convert)
    if ('geometry' in read) return read.geometry
    fault(null, read.value, read.expected)
    return null
  }
  if (x === undefined && y === undefined) return kind === 'pipes' ? lineBetweenWells(values, context) : null
  if (typeof x !== 'number' || typeof y !== 'number') {
    fault(typeof x === 'number' ? 'Y' : 'X', '', 'X、Y 应同时填写')
    return null
  }
  const position = context.convert(x, y)
  if (position === null) fault('X', `${x}, ${y}`, '坐标不在所选坐标系的范围内')
  return position === null ? null : ({ type: 'Point', coordinates: [...position] } satisfies Point)
}

/** Survey tables hold no lines: a pipe runs straight from well to well. */
function lineBetweenWells({ from, to }: RowValues, { wellAt }: StageContext): LineString | null {
  const start = typeof from === 'string' ? wellAt(from) : null
  const end = typeof to === 'string' ? wellAt(to) : null
  if (start === null || end === null) return null
  return { type: 'LineString', coordinates: [[...start.position], [...end.position]] }
}

/** The first place of a geometry that lies nowhere near the district; null where all is well. */
function placeOutside(geometry: Geometry, district: Box | null): string | null {
  if (district === null || geometry.type === 'GeometryCollection') return null
  const first = firstPosition(geometry.coordinates)
  if (first === null || isNear(first, district)) return null
  return `${first[0].toFixed(5)}, ${first[1].toFixed(5)}`
}

function firstPosition(coordinates: unknown): readonly [number, number] | null {
  if (!Array.isArray(coordinates)) return null
  const [x, y]: unknown[] = coordinates
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : firstPosition(x)
}
