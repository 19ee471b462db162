import type { Polygon } from 'geojson'
import type { Building } from '../../compound/compound.ts'
import { BUILDING_FIELDS } from '../fields/building-fields.ts'
import { circleOf } from '../read-geometry.ts'
import type { StagedRow } from '../stage-row.ts'
import { given, missingOfNew, refused, type Merged } from './merged.ts'

/** Finds a compound by its id, or by a name that only one has; null for none, `many` for a name that several have. */
export type FindCompound = (idOrName: string) => string | 'many' | null

export function mergeBuilding(
  before: Building | null,
  { id, values, geometry }: StagedRow,
  findCompound: FindCompound,
): Merged<Building> {
  const faults = before === null ? missingOfNew(values, BUILDING_FIELDS) : []
  if (faults.length > 0) return { record: null, faults }
  const named = given<string>(values, 'compoundId', before?.compoundId ?? '')
  const compoundId = findCompound(named)
  if (compoundId === null) return refused('compoundId', named, '没有这个小区;请先导入小区')
  if (compoundId === 'many') return refused('compoundId', named, '有多个同名小区,请填小区编号')
  const floorArea = given<number | null>(values, 'floorArea', null) ?? before?.floorArea ?? 0
  const floors = given<number | null>(values, 'floors', before?.floors ?? null)
  const footprint = outlineOf(geometry, floorArea / Math.max(1, floors ?? 1)) ?? before?.footprint ?? null
  if (footprint === null) return refused(null, '', '新楼栋须有轮廓(面图形或 WKT)或位置(X、Y)')
  const record: Building = {
    id,
    compoundId,
    footprint,
    floorArea,
    floors,
    number: given<string | null>(values, 'number', null) ?? before?.number ?? '',
    builtYear: given(values, 'builtYear', before?.builtYear ?? null),
    units: given(values, 'units', before?.units ?? null),
    households: given<number | null>(values, 'households', null) ?? before?.households ?? 0,
    structure:
      given<Building['structure'] | null>(values, 'structure', null) ?? before?.structure ?? 'unknown',
    use: given<Building['use'] | null>(values, 'use', null) ?? before?.use ?? 'residential',
  }
  return geometry?.type === 'Point'
    ? { record, faults: [], note: '只有位置,轮廓以示意圆代替,请在地图上补画' }
    : { record, faults: [] }
}

/** @param groundArea m², of the circle that stands for an outline nobody has drawn */
function outlineOf(geometry: StagedRow['geometry'], groundArea: number): Polygon | null {
  if (geometry?.type === 'Polygon') return geometry
  if (geometry?.type !== 'Point') return null
  const [longitude = 0, latitude = 0] = geometry.coordinates
  return circleOf([longitude, latitude], groundArea)
}
