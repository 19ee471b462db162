import { baseRecords } from '../store/base-features.ts'
import type { BaseFeature } from '../store/base-features.ts'
import { SOURCE_FIELD, text } from './layer-field.ts'
import type { FieldValue, Layer, LayerField } from './layer.ts'
import { tableReader } from './table-reader.ts'

const filter = true

const CLASSES: Readonly<Record<BaseFeature['class'], string>> = {
  district: '区界',
  neighbour: '邻区界',
  sea: '海',
  river: '河流',
  park: '公园绿地',
  road: '道路',
  block: '街坊',
  building: '其他建筑',
}

/** What lies under the data, a layer for each kind of thing. */
export const BASE_LAYERS: readonly Layer[] = [
  baseLayer('outlines', '行政区界', '海港区及相邻区县的界线。', ['district', 'neighbour']),
  baseLayer('water', '水系', '海和河流。', ['sea', 'river']),
  baseLayer('parks', '公园绿地', '公园和绿地。', ['park']),
  baseLayer('streets', '道路', '道路中心线。', ['road'], [text('rank', '等级')]),
  baseLayer('blocks', '街坊', '街坊地块。', ['block']),
  baseLayer('ground-buildings', '其他建筑', '台账小区以外的建筑轮廓。', ['building']),
]

function baseLayer(
  id: string,
  title: string,
  description: string,
  classes: readonly BaseFeature['class'][],
  more: readonly LayerField[] = [],
): Layer {
  const fields = [
    text('id', '编号', { filter }),
    text('class', '类别', { filter, words: CLASSES }),
    text('name', '名称', { filter }),
    text('kind', '性质'),
    ...more,
    SOURCE_FIELD,
  ]
  return {
    id,
    title,
    description,
    geometry: null,
    yearField: null,
    fields,
    open: ({ store }) =>
      tableReader(store, {
        records: baseRecords,
        columns: { id: 'id', class: 'class', name: 'name', source: 'source' },
        oneOf: [['class', classes]],
        geometryOf: ({ geometry }) => geometry,
        toFeatures: async (records) =>
          records.map(({ item }) => ({
            type: 'Feature',
            id: item.id,
            geometry: item.geometry,
            properties: valuesOf(item, fields),
          })),
      }),
  }
}

function valuesOf(item: BaseFeature, fields: readonly LayerField[]): Record<string, FieldValue> {
  const known: Readonly<Record<string, FieldValue>> = {
    ...item.properties,
    id: item.id,
    class: item.class,
    name: item.name,
    source: item.source,
  }
  return Object.fromEntries(fields.map(({ name }) => [name, known[name] ?? null]))
}
