import type { Building } from './compound.ts'

/** What of a building can be corrected by hand; where it stands comes from surveys. */
export type BuildingFacts = Pick<
  Building,
  'number' | 'builtYear' | 'floors' | 'units' | 'households' | 'floorArea' | 'structure' | 'use'
>

export type BuildingFieldId = keyof BuildingFacts

/** One fact of a building. */
export interface BuildingField {
  readonly id: BuildingFieldId
  readonly kind: 'text' | 'year' | 'count' | 'area' | 'choice'
  /** As the forms call it; stands in faults and audit. */
  readonly label: string
  /** May it be not known? */
  readonly open: boolean
  readonly unit: '' | '年' | '层' | '单元' | '户' | 'm²'
  /** Codes of a choice. */
  readonly choices: readonly string[]
  /** Least and most of a count, most of an area, longest text. */
  readonly low: number
  readonly high: number
}

/** All of them, in the order of the form. */
export const BUILDING_FIELDS: readonly BuildingField[] = [
  field('number', 'text', '楼号', { high: 20 }),
  field('builtYear', 'year', '年份', { open: true, unit: '年' }),
  field('floors', 'count', '层数', { open: true, unit: '层', low: 1, high: 100 }),
  field('units', 'count', '单元', { open: true, unit: '单元', low: 1, high: 100 }),
  field('households', 'count', '户数', { unit: '户', high: 10_000 }),
  field('floorArea', 'area', '面积', { unit: 'm²', high: 1_000_000 }),
  field('structure', 'choice', '结构', { choices: ['brick_concrete', 'frame', 'shear_wall', 'unknown'] }),
  field('use', 'choice', '用途', { choices: ['residential', 'mixed', 'public'] }),
]

/** A building nobody has said anything of yet. */
export const BLANK_BUILDING: BuildingFacts = {
  number: '',
  builtYear: null,
  floors: null,
  units: null,
  households: 0,
  floorArea: 0,
  structure: 'unknown',
  use: 'residential',
}

/** undefined for what is no fact of a building. */
export function findBuildingField(id: string): BuildingField | undefined {
  return BUILDING_FIELDS.find((one) => one.id === id)
}

function field(
  id: BuildingFieldId,
  kind: BuildingField['kind'],
  label: string,
  more: Partial<Omit<BuildingField, 'id' | 'kind' | 'label'>> = {},
): BuildingField {
  return { id, kind, label, open: false, unit: '', choices: [], low: 0, high: 0, ...more }
}
