import type { LineString } from 'geojson'
import type { LngLat } from '../../compound/compound.ts'
import { PIPE_FIELDS, WELL_FIELDS } from '../fields/network-fields.ts'
import type { KnownWell, StagedRow } from '../stage-row.ts'
import { given, missingOfNew, refused, type Merged } from './merged.ts'

/** A well as the register keeps it; levels in m. */
export interface WellRecord {
  readonly id: string
  readonly kind: string
  readonly system: string
  readonly ground: number | null
  readonly load: number
  readonly t1: number | null
  readonly waterLevel: number | null
  readonly street: string | null
  readonly source: string
  readonly position: LngLat
}

/** A pipe as the register keeps it, in the direction of flow; dn in mm, levels in m. */
export interface PipeRecord {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly system: string
  readonly dn: number | null
  readonly material: string | null
  readonly roughness: number | null
  readonly invertStart: number | null
  readonly invertEnd: number | null
  readonly status: string
  readonly length: number | null
  readonly street: string | null
  readonly source: string
  readonly line: LineString
}

/** Codes of CJJ 61-2017 appendix F that are the end of a network: 出水口. */
const OUTFALL_CODES = new Set(['52012105', '52022105', '52032105'])

export function mergeWell(
  before: WellRecord | null,
  { id, values, geometry }: StagedRow,
): Merged<WellRecord> {
  const position = geometry?.type === 'Point' ? positionOf(geometry.coordinates) : (before?.position ?? null)
  if (before === null) {
    const faults = missingOfNew(values, WELL_FIELDS)
    if (position === null) faults.push({ field: 'x', value: '', expected: '新管线点须有坐标(X、Y 或点图形)' })
    if (faults.length > 0) return { record: null, faults }
  }
  if (position === null) return refused('x', '', '管线点须有坐标')
  const byCode = OUTFALL_CODES.has(String(values['code'] ?? '')) ? 'outfall' : 'manhole'
  return {
    faults: [],
    record: {
      id,
      position,
      kind: given<string | null>(values, 'kind', null) ?? before?.kind ?? byCode,
      system: given<string | null>(values, 'system', null) ?? before?.system ?? 'unknown',
      ground: given(values, 'ground', before?.ground ?? null),
      load: given<number | null>(values, 'load', null) ?? before?.load ?? 0,
      t1: given(values, 't1', before?.t1 ?? null),
      waterLevel: given(values, 'waterLevel', before?.waterLevel ?? null),
      street: given(values, 'street', before?.street ?? null),
      source: given(values, 'source', before?.source ?? 'survey'),
    },
  }
}

/** @param wellAt the wells there are, those of the same import among them */
export function mergePipe(
  before: PipeRecord | null,
  { id, values, geometry }: StagedRow,
  wellAt: (id: string) => KnownWell | null,
): Merged<PipeRecord> {
  const from = given<string>(values, 'from', before?.from ?? '')
  const to = given<string>(values, 'to', before?.to ?? '')
  const line = geometry?.type === 'LineString' ? geometry : (before?.line ?? null)
  if (before === null) {
    const faults = missingOfNew(values, PIPE_FIELDS)
    if (faults.length > 0) return { record: null, faults }
  }
  if (from === to) return refused('to', to, '起点和终点不能是同一点')
  if (line === null) {
    const [field, missing] = wellAt(from) === null ? (['from', from] as const) : (['to', to] as const)
    return refused(field, missing, '管线点表中没有这个点,管线段也没有自己的图形')
  }
  return {
    faults: [],
    record: {
      id,
      from,
      to,
      line,
      system: given<string | null>(values, 'system', null) ?? before?.system ?? 'unknown',
      dn: sizeOf(values, before?.dn ?? null),
      material: given(values, 'material', before?.material ?? null),
      roughness: given(values, 'n', before?.roughness ?? null),
      invertStart: invertOf(values, 'Start', before?.invertStart ?? null, wellAt(from)),
      invertEnd: invertOf(values, 'End', before?.invertEnd ?? null, wellAt(to)),
      status: given<string | null>(values, 'status', null) ?? before?.status ?? 'in_use',
      length: given(values, 'length', before?.length ?? null),
      street: given(values, 'street', before?.street ?? null),
      source: given(values, 'source', before?.source ?? 'survey'),
    },
  }
}

/** A box drain has no nominal size that the engine could route through: it stays without one and so is no target. */
function sizeOf(values: StagedRow['values'], standing: number | null): number | null {
  if ('dn' in values) return values['dn'] as number | null
  return 'section' in values ? null : standing
}

/** The level as given, else the ground less the depth (CJJ 61-2017: 埋深 of gravity pipes is to the invert). */
function invertOf(
  values: StagedRow['values'],
  end: 'Start' | 'End',
  standing: number | null,
  well: KnownWell | null,
): number | null {
  const level = values[`invert${end}`]
  if (level !== undefined) return level as number | null
  const depth = values[`depth${end}`]
  const ground = values[`ground${end}`] ?? well?.ground ?? null
  if (typeof depth !== 'number' || typeof ground !== 'number') return standing
  return Math.round((ground - depth) * 1000) / 1000
}

function positionOf([longitude = 0, latitude = 0]: readonly number[]): LngLat {
  return [longitude, latitude]
}
