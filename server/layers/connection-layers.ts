import { branchToFeature, connectionToFeature, isShownByDefault } from '../compute/connection-view.ts'
import { staleCompounds } from '../compute/stale-connections.ts'
import { readConnections } from '../store/connections.ts'
import type { StoredConnection } from '../store/connections.ts'
import { flag, integer, number, SOURCE_FIELD, text } from './layer-field.ts'
import type { Layer, LayerFeature, LayerSources } from './layer.ts'
import { memoryReader } from './memory-reader.ts'
import { CONNECTION_STATE, CONNECTION_STATUS } from './words.ts'

const filter = true

/** The best tie-in of each compound and whatever the centre has decided: one or a few a compound. */
export const connectionLayer: Layer = {
  id: 'connections',
  title: '雨水接驳点位',
  description: '每个小区的首选接驳点位及管护中心已处理的点位;流量 L/s,标高 m(1985 国家高程)。',
  geometry: 'Point',
  yearField: null,
  fields: [
    text('id', '点号', { filter }),
    text('compoundId', '小区编号', { filter, short: 'compound' }),
    text('compoundName', '小区名称', { filter, short: 'comp_name' }),
    text('state', '状态', { filter, words: CONNECTION_STATE }),
    text('status', '结论', { filter, words: CONNECTION_STATUS }),
    integer('rank', '方案序号', { filter }),
    text('wellId', '接入井号', { filter, short: 'well' }),
    text('pipeId', '主管编号', { filter, short: 'pipe' }),
    number('station', '距主管起点', { unit: 'm' }),
    number('returnPeriod', '重现期', { unit: '年', short: 'ret_period' }),
    number('designFlow', '设计流量', { unit: 'L/s', short: 'des_flow' }),
    integer('dn', '支管管径', { unit: 'mm' }),
    number('slope', '坡度', { unit: 'm/m' }),
    number('velocity', '满管流速', { unit: 'm/s' }),
    number('length', '支管长度', { unit: 'm' }),
    number('invertStart', '小区管底标高', { unit: 'm', short: 'inv_start' }),
    number('invertEnd', '接入点支管管底标高', { unit: 'm', short: 'inv_end' }),
    number('drop', '跌差', { unit: 'm' }),
    number('headSpare', '水头富余', { unit: 'm', short: 'head_spare' }),
    integer('cost', '估算造价', { unit: '元' }),
    text('explanation', '说明'),
    flag('stale', '需复核'),
    SOURCE_FIELD,
    integer('version', '版本'),
  ],
  open: (sources, year) => memoryReader(() => pointsOf(sources, year), null),
}

export const branchLayer: Layer = {
  id: 'branches',
  title: '接驳支管',
  description: '与接驳点位对应的新建雨水支管走向。',
  geometry: 'LineString',
  yearField: null,
  fields: [
    text('id', '支管编号', { filter }),
    text('connectionId', '点号', { filter, short: 'connection' }),
    text('compoundId', '小区编号', { filter, short: 'compound' }),
    text('state', '状态', { filter, words: CONNECTION_STATE }),
    text('status', '结论', { filter, words: CONNECTION_STATUS }),
    integer('rank', '方案序号', { filter }),
    integer('dn', '管径', { unit: 'mm' }),
    number('length', '长度', { unit: 'm' }),
    SOURCE_FIELD,
  ],
  open: (sources, year) => memoryReader(() => branchesOf(sources, year), null),
}

async function shownOf({ derived, store }: LayerSources, year: number): Promise<StoredConnection[]> {
  const all = await derived.get(`connections ${year}`, () => readConnections(store, year))
  return all.filter(isShownByDefault)
}

function pointsOf(sources: LayerSources, year: number): Promise<readonly LayerFeature[]> {
  return sources.derived.get(`layer connections ${year}`, async () => {
    const stale = await staleCompounds(sources, year)
    return (await shownOf(sources, year)).map((connection) => {
      const { id, geometry, properties } = connectionToFeature(connection, stale)
      const known: Readonly<Record<string, unknown>> = {
        ...properties,
        explanation: properties.explanation.join('\n') || null,
      }
      return { type: 'Feature' as const, id, geometry, properties: pick(connectionLayer, known) }
    })
  })
}

function branchesOf(sources: LayerSources, year: number): Promise<readonly LayerFeature[]> {
  return sources.derived.get(`layer branches ${year}`, async () =>
    (await shownOf(sources, year)).flatMap((connection) => {
      const branch = branchToFeature(connection)
      if (branch === null) return []
      const { dn, length } = connection.facts
      const known = { ...branch.properties, dn, length, source: connection.source }
      const { id, geometry } = branch
      return [{ type: 'Feature' as const, id, geometry, properties: pick(branchLayer, known) }]
    }),
  )
}

/** The single values that a layer has fields for; lists stay with the contract's own routes. */
function pick({ fields }: Layer, known: Readonly<Record<string, unknown>>): LayerFeature['properties'] {
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = known[name]
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      return [name, isPlain ? value : null]
    }),
  )
}
