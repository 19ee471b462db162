import { faultCodesOf, pipeToFeature, wellInverts, wellToFeature } from '../compute/network-view.ts'
import type { FaultCodes } from '../compute/network-view.ts'
import { readConnectionRun } from '../store/connections.ts'
import { pipeRecords, readPipesAt, wellRecords } from '../store/network.ts'
import { flag, integer, number, SOURCE_FIELD, text } from './layer-field.ts'
import type { Layer, LayerSources } from './layer.ts'
import { tableReader } from './table-reader.ts'
import { PIPE_STATUS, SYSTEM, WELL_KIND } from './words.ts'

const filter = true

export const pipeLayer: Layer = {
  id: 'pipes',
  title: '排水管线',
  description: '雨水、污水、合流管线,按水流方向绘制;管径 mm,标高 m(1985 国家高程)。',
  geometry: 'LineString',
  yearField: null,
  fields: [
    text('id', '管段编号', { filter }),
    text('from', '起始点号', { filter, short: 'from_well' }),
    text('to', '终止点号', { filter, short: 'to_well' }),
    text('system', '系统', { filter, words: SYSTEM }),
    integer('dn', '管径', { filter, unit: 'mm' }),
    text('material', '材质', { filter }),
    number('invertStart', '起点管底高程', { unit: 'm', short: 'inv_start' }),
    number('invertEnd', '终点管底高程', { unit: 'm', short: 'inv_end' }),
    number('n', '粗糙系数'),
    number('length', '长度', { unit: 'm' }),
    number('lineLength', '图上长度', { unit: 'm', short: 'line_len' }),
    number('slope', '坡度', { unit: 'm/m' }),
    text('status', '使用状态', { filter, words: PIPE_STATUS }),
    text('street', '所在道路', { filter }),
    flag('faulty', '数据存疑'),
    text('fault', '问题代码'),
    SOURCE_FIELD,
  ],
  open: (sources, year) =>
    tableReader(sources.store, {
      records: pipeRecords,
      columns: {
        id: 'id',
        from: 'from_well',
        to: 'to_well',
        system: 'system',
        dn: 'dn',
        material: 'material',
        status: 'status',
        street: 'street',
        source: 'source',
      },
      geometryOf: ({ line }) => line,
      async toFeatures(records) {
        const faults = await faultsOf(sources, year)
        return records.map(({ item }) => {
          const { geometry, properties } = pipeToFeature(item, faults)
          return {
            type: 'Feature',
            id: item.id,
            geometry,
            properties: {
              ...properties,
              n: item.roughness,
              // As surveyed; the map's own length stands beside it.
              length: item.length,
              lineLength: properties.length,
            },
          }
        })
      },
    }),
}

export const wellLayer: Layer = {
  id: 'wells',
  title: '检查井与排放口',
  description: '检查井和排放口;地面标高、井底标高 m(1985 国家高程)。',
  geometry: 'Point',
  yearField: null,
  fields: [
    text('id', '物探点号', { filter }),
    text('kind', '类型', { filter, words: WELL_KIND }),
    text('system', '系统', { filter, words: SYSTEM }),
    number('ground', '地面高程', { unit: 'm' }),
    number('invert', '最低管底标高', { unit: 'm' }),
    number('waterLevel', '受纳水位', { unit: 'm', short: 'water_lev' }),
    number('load', '已汇入 ΨF', { unit: 'ha' }),
    number('t1', '地面集水时间', { unit: 'min' }),
    text('street', '所在道路', { filter }),
    flag('faulty', '数据存疑'),
    text('fault', '问题代码'),
    SOURCE_FIELD,
  ],
  open: (sources, year) =>
    tableReader(sources.store, {
      records: wellRecords,
      columns: { id: 'id', kind: 'kind', system: 'system', street: 'street', source: 'source' },
      geometryOf: ({ position }) => ({ type: 'Point', coordinates: [...position] }),
      async toFeatures(records) {
        const faults = await faultsOf(sources, year)
        const inverts = wellInverts(
          await readPipesAt(
            sources.store,
            records.map(({ item }) => item.id),
          ),
        )
        return records.map(({ item }) => {
          const feature = wellToFeature(item, inverts.get(item.id) ?? null, faults)
          const properties = { ...feature.properties, load: item.load, t1: item.t1 }
          return { type: 'Feature', id: item.id, geometry: feature.geometry, properties }
        })
      },
    }),
}

function faultsOf({ derived, store }: LayerSources, year: number): Promise<FaultCodes> {
  return derived.get(`fault codes ${year}`, async () => faultCodesOf(await readConnectionRun(store, year)))
}
