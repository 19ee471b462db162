import { AREA_UNITS, choice, decimal, field, integer, text, YEAR, type ImportField } from '../field.ts'
import { POSITION_FIELDS, SHAPE_FIELD } from './position-fields.ts'

const STRUCTURE_WORDS = {
  brick_concrete: ['砖混', '砖混结构'],
  frame: ['框架', '框架结构', '框剪'],
  shear_wall: ['剪力墙', '剪力墙结构'],
  unknown: ['待核实', '不详', '未知', '其他'],
}

const USE_WORDS = { residential: ['住宅'], mixed: ['商住', '商住混合', '底商'], public: ['公建', '公共建筑'] }

/** One row, one building 楼栋. */
export const BUILDING_FIELDS: readonly ImportField[] = [
  field({
    id: 'id',
    label: '楼栋编号',
    synonyms: ['编号', '楼栋编码', '幢号编码', 'buildingId'],
    form: text(40),
    required: 'always',
    note: '全区唯一;已有编号即更新该楼栋',
    example: 'XQ-0001-01',
  }),
  field({
    id: 'compoundId',
    label: '小区编号',
    synonyms: ['所属小区', '所属小区编号', '小区编码', '小区', '小区名称'],
    form: text(100),
    required: 'new',
    note: '已有小区的编号,或唯一的小区名称',
    example: 'XQ-0001',
  }),
  field({
    id: 'number',
    label: '楼号',
    synonyms: ['楼栋号', '幢号', '栋号', '楼栋'],
    form: text(20),
    required: 'new',
    example: '1',
  }),
  field({
    id: 'builtYear',
    label: '建成年份',
    synonyms: ['建成年代', '建设年代', '竣工年份'],
    form: YEAR,
    unit: '年',
    example: 1993,
  }),
  field({
    id: 'floors',
    label: '层数',
    synonyms: ['楼层', '总层数', '地上层数'],
    form: integer(0, 200),
    unit: '层',
    example: 6,
  }),
  field({ id: 'units', label: '单元数', synonyms: ['单元'], form: integer(0, 200), unit: '个', example: 4 }),
  field({
    id: 'households',
    label: '户数',
    synonyms: ['居民户数', '住户数'],
    form: integer(0, 100_000),
    unit: '户',
    required: 'new',
    example: 48,
  }),
  field({
    id: 'floorArea',
    label: '建筑面积',
    synonyms: ['面积', '总建筑面积'],
    form: decimal(0, 10_000_000),
    unit: 'm²',
    units: AREA_UNITS,
    required: 'new',
    example: 3_720,
  }),
  field({
    id: 'structure',
    label: '结构',
    synonyms: ['结构类型', '建筑结构'],
    form: choice(STRUCTURE_WORDS),
    example: '砖混',
  }),
  field({
    id: 'use',
    label: '用途',
    synonyms: ['使用性质', '房屋用途'],
    form: choice(USE_WORDS),
    example: '住宅',
  }),
  ...POSITION_FIELDS,
  SHAPE_FIELD,
]
