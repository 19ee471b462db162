import type { ImportField, ImportKind } from './field.ts'
import { BASE_FIELDS } from './fields/base-fields.ts'
import { BUILDING_FIELDS } from './fields/building-fields.ts'
import { COMPOUND_FIELDS } from './fields/compound-fields.ts'
import { CONSENT_FIELDS } from './fields/consent-fields.ts'
import { PIPE_FIELDS, WELL_FIELDS } from './fields/network-fields.ts'

/** Geometry a kind is drawn with; null: it has none of its own. */
export type ImportShape = 'area' | 'polygon' | 'point' | 'line' | 'any' | null

export interface KindFacts {
  readonly label: string
  /** What one record is counted in. */
  readonly counter: string
  readonly shape: ImportShape
  readonly fields: readonly ImportField[]
}

/** The field dictionary: every kind with its columns. */
export const DICTIONARY: Readonly<Record<ImportKind, KindFacts>> = {
  compounds: { label: '小区', counter: '个小区', shape: 'area', fields: COMPOUND_FIELDS },
  buildings: { label: '楼栋', counter: '栋楼', shape: 'polygon', fields: BUILDING_FIELDS },
  consent: { label: '征询汇总', counter: '个小区的征询', shape: null, fields: CONSENT_FIELDS },
  wells: { label: '管线点(检查井)', counter: '个管线点', shape: 'point', fields: WELL_FIELDS },
  pipes: { label: '管线段', counter: '条管线段', shape: 'line', fields: PIPE_FIELDS },
  base: { label: '底图要素', counter: '个底图要素', shape: 'any', fields: BASE_FIELDS },
}

/** undefined where the kind has no such column. */
export function findImportField(kind: ImportKind, id: string): ImportField | undefined {
  return DICTIONARY[kind].fields.find((field) => field.id === id)
}
