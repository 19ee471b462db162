import type { PlainGeometry } from '#core/geo/box-touch.ts'
import type { BoxedRecords, KeyedRecord, RecordQuery } from '../store/boxed-records.ts'
import type { Session } from '../store/session.ts'
import { EVERYTHING } from './layer.ts'
import type { KeyedFeature, LayerFeature, LayerQuery, LayerReader } from './layer.ts'

/** How a layer stands in a table of the store. */
export interface LayerTable<Item> {
  readonly records: BoxedRecords<Item>
  /** Columns of the fields that may be asked for. */
  readonly columns: Readonly<Record<string, string>>
  /** Column of the year a record stands since. */
  readonly yearColumn?: string
  /** What holds of the whole layer: the classes of the base map that it shows. */
  readonly oneOf?: RecordQuery['oneOf']
  geometryOf(item: Item): PlainGeometry
  /** With what other tables know of these records. */
  toFeatures(records: readonly KeyedRecord<Item>[]): Promise<readonly LayerFeature[]>
}

/** Reads a layer from the store by portions. */
export function tableReader<Item>(session: Session, table: LayerTable<Item>): LayerReader {
  const { records } = table

  async function resolve(query: LayerQuery): Promise<RecordQuery> {
    const rough = roughQuery(table, query)
    const { area } = query
    if (area === null) return rough
    const open = await records.onTheEdge(session, rough, area.inner)
    const without = open.filter(({ item }) => !area.touches(table.geometryOf(item)))
    return { ...rough, without: without.map(({ key }) => key) }
  }

  async function keyed(found: readonly KeyedRecord<Item>[]): Promise<KeyedFeature[]> {
    const features = await table.toFeatures(found)
    return found.flatMap(({ key }, at) => {
      const feature = features[at]
      return feature === undefined ? [] : [{ key, feature }]
    })
  }

  return {
    count: async (query) => records.count(session, await resolve(query)),
    page: async (query, wish) => keyed(await records.page(session, await resolve(query), wish)),
    async one(id) {
      const query = roughQuery(table, EVERYTHING)
      const found = await records.page(session, { ...query, equal: [['id', id]] }, { limit: 1 })
      return (await table.toFeatures(found))[0] ?? null
    },
    bounds: () => records.bounds(session, roughQuery(table, EVERYTHING)),
  }
}

function roughQuery<Item>(table: LayerTable<Item>, { area, equal, builtBy, among }: LayerQuery): RecordQuery {
  const columnOf = (field: string): string => {
    const column = table.columns[field]
    if (column === undefined) throw new Error(`the layer's table has no column for ${field}`)
    return column
  }
  return {
    boxes: area?.boxes ?? null,
    equal: Object.entries(equal).map(
      ([field, value]) => [columnOf(field), typeof value === 'boolean' ? Number(value) : value] as const,
    ),
    oneOf: [
      ...(table.oneOf ?? []),
      ...(among === null ? [] : [[columnOf(among.field), [...among.values]] as const]),
    ],
    atMost: builtBy === null || table.yearColumn === undefined ? [] : [[table.yearColumn, builtBy]],
    without: [],
  }
}
