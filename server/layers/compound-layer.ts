import { factsOf } from '#core/compound/facts.ts'
import type { CompoundProperties } from '#core/api/compounds.ts'
import { compoundFeatures } from '../compute/compound-view.ts'
import type { StoredCompound } from '../store/compounds.ts'
import { flag, integer, number, SOURCE_FIELD, text } from './layer-field.ts'
import type { FieldValue, Layer, LayerFeature, LayerSources } from './layer.ts'
import { memoryReader } from './memory-reader.ts'
import { APPLICANT, COST_KIND, ELIGIBILITY, HOUSING_KIND, MANAGEMENT, OWNERSHIP, TIER } from './words.ts'

const filter = true
const filesOnly = true

/** What single values cannot say, as our own files nest it: with it an export holds the whole record. */
const NESTED = [
  ['application', '申请(JSON)'],
  ['gates', '出入口(JSON)'],
  ['consent', '征询户数(JSON)'],
  ['scoreSheet', '评分表(JSON)'],
  ['estimates', '造价(JSON)'],
  ['outlet', '排水出口(JSON)'],
  ['surfaces', '改造后下垫面(JSON)'],
  ['surfacesBefore', '改造前下垫面(JSON)'],
] as const

/** The register, judged for the plan year. */
export const compoundLayer: Layer = {
  id: 'compounds',
  title: '老旧小区',
  description: '小区范围及本年度资格、得分、名次、入选结果;资格、得分、入选由台账按公文规则计算。',
  geometry: 'MultiPolygon',
  yearField: 'builtYear',
  fields: [
    text('id', '小区编号', { filter }),
    text('name', '小区名称', { filter }),
    text('subdistrict', '镇街名称', { filter, short: 'subdist' }),
    text('subdistrictCode', '镇街', { filter, short: 'subd_code' }),
    text('community', '社区', { filter }),
    text('address', '地址', { filesOnly }),
    integer('builtYear', '建成年份', { filter, unit: '年', short: 'built_year' }),
    integer('buildings', '台账楼栋数', { unit: '栋' }),
    integer('households', '台账户数', { unit: '户' }),
    number('floorArea', '台账建筑面积', { unit: 'm²', short: 'floor_area' }),
    integer('declared.buildings', '楼栋数', { filesOnly, unit: '栋', short: 'decl_build' }),
    integer('declared.households', '户数', { filesOnly, unit: '户', short: 'decl_house' }),
    number('declared.floorArea', '建筑面积', { filesOnly, unit: 'm²', short: 'decl_area' }),
    text('ownership', '产权性质', { filter, words: OWNERSHIP }),
    text('formerOwnerUnit', '原产权单位', { filesOnly, short: 'owner_unit' }),
    text('housingKind', '住宅类别', { filesOnly, words: HOUSING_KIND, short: 'house_kind' }),
    flag('inDistrict', '在海港区范围内', { filesOnly, short: 'in_distr' }),
    integer('consentAgree', '同意户数', { filesOnly, unit: '户', short: 'agree' }),
    integer('consentTotal', '征询总户数', { filesOnly, unit: '户', short: 'surveyed' }),
    flag('demolitionPlanned', '列入拆改计划', { filesOnly, short: 'demolition' }),
    text('management.mode', '物业管理模式', { filesOnly, words: MANAGEMENT, short: 'mgmt_mode' }),
    flag('management.feeAgreed', '物业费已达成共识', { filesOnly, short: 'fee_agreed' }),
    flag('management.confirmed', '书面(线上)确认', { filesOnly, short: 'mgmt_conf' }),
    text('application.applicant', '申请主体', { filesOnly, words: APPLICANT, short: 'applicant' }),
    text('application.filedOn', '申请日期', { filesOnly, short: 'filed_on' }),
    flag('heritage.listed', '涉及历史文化街区或历史建筑', { filesOnly, short: 'heritage' }),
    flag('heritage.protectionPlan', '已有保护修缮方案', { filesOnly, short: 'herit_plan' }),
    flag('maintenanceOnly', '保障性维护', { filter, short: 'maint_only' }),
    integer('renovatedYear', '已改造年份', { filter, unit: '年', short: 'renov_year' }),
    integer('year', '计划年度'),
    text('tier', '类别', { filter, words: TIER }),
    text('eligibility', '资格', { filter, words: ELIGIBILITY, short: 'eligib' }),
    text('reasons', '未通过或待核实的原因'),
    number('score', '得分'),
    integer('rank', '名次'),
    flag('tied', '并列'),
    flag('reviewPending', '待复核', { short: 'rev_pend' }),
    flag('majorChange', '重大调整', { short: 'major_chg' }),
    flag('selected', '入选', { filter }),
    text('stage', '阶段', { filter }),
    integer('cost', '投资', { unit: '元' }),
    text('costKind', '投资口径', { words: COST_KIND, short: 'cost_kind' }),
    number('ground', '小区地面高程', { filesOnly, unit: 'm', short: 'ground' }),
    number('crownStart', '小区管顶高程', { filesOnly, unit: 'm', short: 'crown' }),
    number('t1', '改造后集水时间', { filesOnly, unit: 'min' }),
    number('t1Before', '改造前集水时间', { filesOnly, unit: 'min', short: 't1_before' }),
    text('drainsTo', '现状排入井', { filesOnly, short: 'drains_to' }),
    ...NESTED.map(([name, label]) =>
      text(name, label, { filesOnly, restricted: true, short: name.slice(0, 10) }),
    ),
    SOURCE_FIELD,
    integer('version', '版本'),
  ],
  open: (sources, year) => memoryReader(() => featuresOf(sources, year), 'builtYear'),
}

function featuresOf({ derived, evaluations }: LayerSources, year: number): Promise<readonly LayerFeature[]> {
  return derived.get(`layer compounds ${year}`, async () => {
    const evaluated = await evaluations.of(year)
    if (evaluated === null) return []
    const records = new Map(evaluated.compounds.map((compound) => [compound.id, compound]))
    return compoundFeatures(evaluated).flatMap(({ id, geometry, properties }) => {
      const record = records.get(id)
      if (record === undefined) return []
      return [{ type: 'Feature' as const, id, geometry, properties: valuesOf(properties, record) }]
    })
  })
}

function valuesOf(properties: CompoundProperties, record: StoredCompound): Record<string, FieldValue> {
  const { consent, reasons, anchor: _anchor, ...judged } = properties
  const facts = factsOf(record)
  const { ground, crownStart, t1, t1Before, drainsTo } = record.drainage
  return {
    ...judged,
    address: facts.address,
    formerOwnerUnit: facts.formerOwnerUnit,
    housingKind: facts.housingKind,
    inDistrict: facts.inDistrict,
    demolitionPlanned: facts.demolitionPlanned,
    'declared.buildings': facts.declaredBuildings,
    'declared.households': facts.declaredHouseholds,
    'declared.floorArea': facts.declaredFloorArea,
    'management.mode': facts.managementMode,
    'management.feeAgreed': facts.managementFeeAgreed,
    'management.confirmed': facts.managementConfirmed,
    'application.applicant': facts.applicant,
    'application.filedOn': facts.applicationFiledOn,
    'heritage.listed': facts.heritageListed,
    'heritage.protectionPlan': facts.heritageProtectionPlan,
    ...{ ground, crownStart, t1, t1Before, drainsTo },
    reasons: reasons.length === 0 ? null : reasons.join('\n'),
    consentAgree: consent?.agree ?? null,
    consentTotal: consent?.total ?? null,
    ...nestedOf(record),
  }
}

function nestedOf(record: StoredCompound): Record<string, FieldValue> {
  const known: Readonly<Record<string, unknown>> = { ...record, ...record.drainage }
  return Object.fromEntries(
    NESTED.map(([name]) => {
      const value = known[name] ?? null
      return [name, value === null ? null : JSON.stringify(value)]
    }),
  )
}
