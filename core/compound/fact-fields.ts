import type { Role } from '../access/roles.ts'
import type { FactId } from './facts.ts'

/** What a fact is made of, and so how it is typed and what is wrong with it. */
export type FactKind =
  'text' | 'place' | 'year' | 'count' | 'area' | 'choice' | 'yesNo' | 'date' | 'estimates'

/** One fact that can be corrected by hand. */
export interface FactField {
  readonly id: FactId
  readonly kind: FactKind
  /** As the notice and the forms call it; stands in faults and audit. */
  readonly label: string
  /** May it be not known? */
  readonly open: boolean
  readonly unit: '' | '年' | '栋' | '户' | 'm²'
  /** Codes of a choice. */
  readonly choices: readonly string[]
  readonly roles: readonly Role[]
  /** Can one value be given to many compounds at once? */
  readonly shared: boolean
}

const EDITORS: readonly Role[] = ['planner', 'subdistrict']
/** What moves a compound between areas, tracks or budgets is the bureau's. */
const BUREAU: readonly Role[] = ['planner']

/** All of them, in the order of the form. */
export const FACT_FIELDS: readonly FactField[] = [
  field('name', 'text', '名称', { open: false, shared: false }),
  field('subdistrictCode', 'place', '镇街', { open: false, roles: BUREAU }),
  field('community', 'text', '社区'),
  field('address', 'text', '地址', { shared: false }),
  field('builtYear', 'year', '建成年份', { unit: '年' }),
  field('ownership', 'choice', '产权性质', {
    open: false,
    choices: [
      'commodity',
      'housing_reform',
      'state_enterprise',
      'military',
      'retired_cadre',
      'public_housing',
      'unknown',
    ],
  }),
  field('formerOwnerUnit', 'text', '原产权单位'),
  field('housingKind', 'choice', '住宅类别', {
    choices: ['urban_residential', 'self_built', 'urban_village'],
  }),
  field('inDistrict', 'yesNo', '在海港区范围内', { roles: BUREAU }),
  field('declaredBuildings', 'count', '申报楼栋', { open: false, unit: '栋', shared: false }),
  field('declaredHouseholds', 'count', '申报户数', { open: false, unit: '户', shared: false }),
  field('declaredFloorArea', 'area', '申报建筑面积', { open: false, unit: 'm²', shared: false }),
  field('renovatedYear', 'year', '已改造年份', { unit: '年' }),
  field('demolitionPlanned', 'yesNo', '列入拆改计划'),
  field('managementMode', 'choice', '物业管理模式', {
    choices: ['property_company', 'self_management', 'community_trust'],
  }),
  field('managementFeeAgreed', 'yesNo', '物业费已达成共识'),
  field('managementConfirmed', 'yesNo', '书面(线上)确认'),
  field('applicant', 'choice', '申请主体', {
    choices: ['residents_representative', 'owners_committee', 'other', 'none'],
  }),
  field('applicationFiledOn', 'date', '申请日期'),
  field('heritageListed', 'yesNo', '涉及历史文化街区或历史建筑'),
  field('heritageProtectionPlan', 'yesNo', '已有保护修缮方案'),
  field('maintenanceOnly', 'yesNo', '保障性维护', { open: false, roles: BUREAU }),
  field('estimates', 'estimates', '造价', { open: false, roles: BUREAU, shared: false }),
]

/** undefined for what is no fact to correct. */
export function findFactField(id: string): FactField | undefined {
  return BY_ID.get(id)
}

/** May a person of this role correct this fact, in an area that is theirs? */
export function mayEditFact(field: FactField, role: Role): boolean {
  return field.roles.includes(role)
}

const BY_ID: ReadonlyMap<string, FactField> = new Map(FACT_FIELDS.map((one) => [one.id, one]))

function field(
  id: FactId,
  kind: FactKind,
  label: string,
  more: Partial<Omit<FactField, 'id' | 'kind' | 'label'>> = {},
): FactField {
  return { id, kind, label, open: true, unit: '', choices: [], roles: EDITORS, shared: true, ...more }
}
