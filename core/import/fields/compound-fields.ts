import {
  AREA_UNITS,
  choice,
  DATE,
  decimal,
  field,
  integer,
  JSON_TEXT,
  MONEY_UNITS,
  text,
  YEAR,
  YES_NO,
  type ImportField,
} from '../field.ts'
import { POSITION_FIELDS, SHAPE_FIELD } from './position-fields.ts'

export const OWNERSHIP_WORDS = {
  commodity: ['商品房'],
  housing_reform: ['房改房', '已购公房'],
  state_enterprise: ['国有企事业单位', '国企', '企事业单位', '单位产权'],
  military: ['军队', '部队'],
  retired_cadre: ['军休干部住宅', '军队离退休干部住宅', '干休所'],
  public_housing: ['公房', '直管公房'],
  unknown: ['产权待核实', '待核实', '不详', '未知'],
}

const HOUSING_KIND_WORDS = {
  urban_residential: ['城镇住宅', '城市住宅小区', '住宅小区'],
  self_built: ['自建住房', '自建房'],
  urban_village: ['城中村'],
}

const MANAGEMENT_WORDS = {
  property_company: ['聘用专业物业服务企业', '物业公司', '专业物业', '物业服务企业'],
  self_management: ['业主自治', '自治管理', '自管'],
  community_trust: ['社区托管', '社区代管'],
}

const APPLICANT_WORDS = {
  residents_representative: ['居民代表'],
  owners_committee: ['业主委员会', '业委会'],
  other: ['其他'],
  none: ['未申请', '无'],
}

const SOURCE_WORDS = { survey: ['调查'], official: ['官方'], demo: ['示例', '示例数据'] }

/** One row, one compound. */
export const COMPOUND_FIELDS: readonly ImportField[] = [
  field({
    id: 'id',
    label: '小区编号',
    synonyms: ['编号', '小区编码', '项目编号', '代码', 'compoundId', 'code'],
    form: text(40),
    required: 'always',
    note: '全区唯一;已有编号即更新该小区',
    example: 'XQ-0001',
  }),
  field({
    id: 'name',
    label: '小区名称',
    synonyms: ['名称', '小区', '小区名', '项目名称'],
    form: text(),
    required: 'new',
    example: '示例小区',
  }),
  field({
    id: 'subdistrictCode',
    label: '镇街',
    synonyms: ['所属镇街', '街道', '街道(镇)', '镇(街道)', '乡镇街道', '镇街代码', 'subdistrict'],
    form: { type: 'place' },
    required: 'new',
    note: '填镇街全称或代码',
    example: '文化路街道',
  }),
  field({
    id: 'community',
    label: '社区',
    synonyms: ['所属社区', '社区(村)', '居委会'],
    form: text(),
    example: '红旗里',
  }),
  field({ id: 'address', label: '地址', synonyms: ['详细地址', '坐落', '位置'], form: text() }),
  field({
    id: 'builtYear',
    label: '建成年份',
    synonyms: ['建成年代', '建成时间', '建设年代', '竣工年份', '建造年份'],
    form: YEAR,
    unit: '年',
    example: 1993,
  }),
  field({
    id: 'ownership',
    label: '产权性质',
    synonyms: ['产权', '房屋性质', '产权类型'],
    form: choice(OWNERSHIP_WORDS),
    example: '房改房',
  }),
  field({ id: 'formerOwnerUnit', label: '原产权单位', synonyms: ['产权单位'], form: text() }),
  field({
    id: 'housingKind',
    label: '住宅类别',
    synonyms: ['住宅类型'],
    form: choice(HOUSING_KIND_WORDS),
    example: '城镇住宅',
  }),
  field({
    id: 'inDistrict',
    label: '在海港区范围内',
    synonyms: ['在区内', '区内'],
    form: YES_NO,
    example: '是',
  }),
  field({
    id: 'declared.buildings',
    label: '楼栋数',
    synonyms: ['楼栋', '栋数', '楼数', '申报楼栋', 'declaredBuildings', '楼栋(栋)'],
    form: integer(0, 100_000),
    unit: '栋',
    required: 'new',
    example: 8,
  }),
  field({
    id: 'declared.households',
    label: '户数',
    synonyms: ['总户数', '居民户数', '申报户数', '住户数', 'declaredHouseholds'],
    form: integer(0, 100_000),
    unit: '户',
    required: 'new',
    example: 320,
  }),
  field({
    id: 'declared.floorArea',
    label: '建筑面积',
    synonyms: ['总建筑面积', '面积', '申报建筑面积', 'declaredFloorArea', '建筑总面积'],
    form: decimal(0, 100_000_000),
    unit: 'm²',
    units: AREA_UNITS,
    required: 'new',
    note: '平方米;表头写明“万平方米”时按万平方米换算',
    example: 24_800,
  }),
  field({
    id: 'renovatedYear',
    label: '已改造年份',
    synonyms: ['改造年份', '已改造年度'],
    form: YEAR,
    unit: '年',
  }),
  field({
    id: 'demolitionPlanned',
    label: '列入拆改计划',
    synonyms: ['有无拆改', '拆改计划', '是否拆改'],
    form: YES_NO,
    example: '否',
  }),
  field({
    id: 'management.mode',
    label: '物业管理模式',
    synonyms: ['物业模式', '管理模式', 'managementMode'],
    form: choice(MANAGEMENT_WORDS),
    example: '业主自治',
  }),
  field({
    id: 'management.feeAgreed',
    label: '物业费已达成共识',
    synonyms: ['缴费共识', 'managementFeeAgreed'],
    form: YES_NO,
  }),
  field({
    id: 'management.confirmed',
    label: '书面(线上)确认',
    synonyms: ['书面确认', 'managementConfirmed'],
    form: YES_NO,
  }),
  field({
    id: 'application.applicant',
    label: '申请主体',
    synonyms: ['申请人类型', '申请人', 'applicant'],
    form: choice(APPLICANT_WORDS),
    example: '居民代表',
  }),
  field({
    id: 'application.filedOn',
    label: '申请日期',
    synonyms: ['申报日期', 'applicationFiledOn'],
    form: DATE,
    note: '有申请主体时必填,如 2023-09-01',
    example: '2023-09-01',
  }),
  field({
    id: 'heritage.listed',
    label: '涉及历史文化街区或历史建筑',
    synonyms: ['历史建筑', 'heritageListed'],
    form: YES_NO,
    example: '否',
  }),
  field({
    id: 'heritage.protectionPlan',
    label: '已有保护修缮方案',
    synonyms: ['heritageProtectionPlan'],
    form: YES_NO,
  }),
  field({ id: 'maintenanceOnly', label: '保障性维护', synonyms: [], form: YES_NO, example: '否' }),
  field({
    id: 'estimateAmount',
    label: '估算投资',
    synonyms: ['投资估算', '估算投资额', '预算投资', '投资', '造价'],
    form: integer(1, 1_000_000_000_000),
    unit: '元',
    units: MONEY_UNITS,
    note: '元;表头写明“万元”时按万元换算',
    example: 6_200_000,
  }),
  ...POSITION_FIELDS,
  SHAPE_FIELD,
  field({ id: 'stage', label: '阶段', synonyms: ['项目阶段'], form: text(40), inTemplate: false }),
  field({
    id: 'source',
    label: '数据来源',
    synonyms: ['来源'],
    form: choice(SOURCE_WORDS),
    inTemplate: false,
  }),
  ...nested(),
]

/** Facts of our own files that a spreadsheet has no column for; checked by the schema of the files that ship. */
function nested(): ImportField[] {
  const names: readonly (readonly [id: string, label: string])[] = [
    ['application', '申请(JSON)'],
    ['gates', '出入口(JSON)'],
    ['consent', '征询户数(JSON)'],
    ['scoreSheet', '评分表(JSON)'],
    ['estimates', '造价(JSON)'],
    ['outlet', '排水出口(JSON)'],
    ['surfaces', '改造后下垫面(JSON)'],
    ['surfacesBefore', '改造前下垫面(JSON)'],
  ]
  const level = decimal(-200, 6_000)
  const minutes = decimal(0, 120)
  return [
    ...names.map(([id, label]) => field({ id, label, form: JSON_TEXT })),
    field({ id: 'ground', label: '小区地面高程', form: level, unit: 'm', inTemplate: false }),
    field({ id: 'crownStart', label: '小区管顶高程', form: level, unit: 'm', inTemplate: false }),
    field({ id: 't1', label: '改造后集水时间', form: minutes, unit: 'min', inTemplate: false }),
    field({ id: 't1Before', label: '改造前集水时间', form: minutes, unit: 'min', inTemplate: false }),
    field({ id: 'drainsTo', label: '现状排入井', form: text(60), inTemplate: false }),
  ]
}
