import { LAYERS } from '../layers/all-layers.ts'
import type { LayerField } from '../layers/layer.ts'
import { contentOf } from '../layers/layer-content.ts'
import type { Box } from '../store/dialect.ts'
import { TILE_MAX_ZOOM } from './tile-index.ts'
import { FROM_ZOOM } from './tile-layers.ts'
import type { TileLayer, TileSources } from './tile-layers.ts'

type FieldType = 'String' | 'Number' | 'Boolean'

const TYPES = { text: 'String', integer: 'Number', number: 'Number', flag: 'Boolean' } as const

/** A layer inside the tiles of one address, as TileJSON 3.0 says it. */
interface VectorLayer {
  readonly id: string
  readonly description: string
  readonly minzoom: number
  readonly maxzoom: number
  /** Type of each attribute, in the words of MBTiles: GDAL reads numbers as numbers by them. */
  readonly fields: Readonly<Record<string, FieldType>>
}

export interface TileJson {
  readonly tilejson: '3.0.0'
  readonly name: string
  readonly description: string
  readonly attribution: string
  readonly scheme: 'xyz'
  readonly tiles: readonly string[]
  readonly minzoom: number
  readonly maxzoom: number
  readonly bounds: Box
  readonly center: readonly [number, number, number]
  readonly vector_layers: readonly VectorLayer[]
}

/** What the map reads beside the fields of the layer itself. */
const MORE: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  compounds: { reason: 'String' },
  connections: { kind: 'String', psiF: 'Number', t1: 'Number' },
  branches: { kind: 'String' },
}

/** Layers of the service that an address' tiles hold. */
const INSIDE: Readonly<Record<TileLayer, readonly string[]>> = {
  compounds: ['compounds'],
  buildings: ['buildings'],
  pipes: ['pipes'],
  wells: ['wells'],
  connections: ['connections', 'branches'],
  ground: [],
}

const GROUND: readonly VectorLayer[] = [
  {
    id: 'ground',
    description: '底图:区界、水系、公园、道路、街坊',
    minzoom: 0,
    maxzoom: TILE_MAX_ZOOM,
    fields: {
      id: 'String',
      class: 'String',
      name: 'String',
      kind: 'String',
      rank: 'String',
      source: 'String',
    },
  },
  {
    id: 'ground-buildings',
    description: '台账小区以外的建筑',
    minzoom: FROM_ZOOM['ground-buildings'],
    maxzoom: TILE_MAX_ZOOM,
    fields: {},
  },
]

/** The district, where a layer is still empty. */
const NOWHERE: Box = [119.4, 39.8, 119.8, 40.1]

/** @param address of the tiles, with {z}, {x} and {y} */
export async function tileJson(
  sources: TileSources,
  layer: TileLayer,
  year: number,
  address: string,
): Promise<TileJson> {
  const names = INSIDE[layer].length === 0 ? ['outlines', 'streets'] : INSIDE[layer]
  const inside = LAYERS.filter(({ id }) => names.includes(id))
  const contents = await Promise.all(inside.map((one) => contentOf(sources, one, year)))
  const bounds = contents.find((content) => content.bounds !== null)?.bounds ?? NOWHERE
  const [west, south, east, north] = bounds
  const demo = contents.some((content) => content.demo)
  return {
    tilejson: '3.0.0',
    name: layer === 'ground' ? '底图' : (inside[0]?.title ?? layer),
    description: `${demo ? '示例数据(合成,不得用于申报或决策)。' : ''}老旧小区改造一张图`,
    attribution: demo ? '示例数据' : '',
    scheme: 'xyz',
    tiles: [address],
    minzoom: 0,
    maxzoom: TILE_MAX_ZOOM,
    bounds,
    center: [(west + east) / 2, (south + north) / 2, 13],
    vector_layers:
      layer === 'ground'
        ? GROUND
        : inside.map(({ id, title, fields }) => ({
            id,
            description: title,
            minzoom: 0,
            maxzoom: TILE_MAX_ZOOM,
            fields: { ...describe(fields), ...MORE[id] },
          })),
  }
}

function describe(fields: readonly LayerField[]): Record<string, FieldType> {
  return Object.fromEntries(
    fields.filter(({ filesOnly }) => filesOnly !== true).map(({ name, type }) => [name, TYPES[type]]),
  )
}
