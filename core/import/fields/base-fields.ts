import { choice, field, text, type ImportField } from '../field.ts'
import { SHAPE_FIELD } from './position-fields.ts'

const CLASS_WORDS = {
  district: ['区界', '行政区', '边界'],
  neighbour: ['邻区', '相邻区'],
  sea: ['海域', '海'],
  river: ['河流', '水系', '水体', '水面'],
  park: ['公园', '绿地'],
  road: ['道路', '街道', '道路中心线'],
  block: ['街坊', '地块'],
  building: ['建筑', '房屋'],
}

/** One row, one feature of the base map. */
export const BASE_FIELDS: readonly ImportField[] = [
  field({
    id: 'id',
    label: '要素编号',
    synonyms: ['编号', 'FID', 'OBJECTID', 'osm_id'],
    form: text(60),
    note: '可不填,不填时按类别编号',
    example: 'road-1',
  }),
  field({
    id: 'class',
    label: '类别',
    synonyms: ['要素类别', '图层', 'layer', 'type', 'fclass'],
    form: choice(CLASS_WORDS),
    required: 'new',
    example: '道路',
  }),
  field({
    id: 'name',
    label: '名称',
    synonyms: ['道路名称', '河流名称', '路名', 'NAME'],
    form: text(),
    example: '河北大街',
  }),
  field({ id: 'source', label: '数据来源', synonyms: ['来源'], form: text(40), inTemplate: false }),
  SHAPE_FIELD,
]
