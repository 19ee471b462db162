import type { Feature } from 'geojson'
import type { Layer, LayerFeature, KeyedFeature } from '../layers/layer.ts'
import type { LayerContent } from '../layers/layer-content.ts'
import { CONFORMANCE_CLASSES } from './conformance.ts'
import { cursorText } from './items-query.ts'
import type { ItemsWish } from './items-query.ts'
import { inSystem, OGC_SYSTEMS, STORAGE_SYSTEM, CRS84 } from './reference-systems.ts'
import type { OgcSystem } from './reference-systems.ts'

export const GEOJSON = 'application/geo+json'
export const JSON_TYPE = 'application/json'
export const HTML = 'text/html'
export const OPENAPI = 'application/vnd.oai.openapi+json;version=3.0'

export interface Link {
  readonly href: string
  readonly rel: string
  readonly type: string
  readonly title: string
}

/** Where an answer stands: the service's address and the one asked for. */
export interface Address {
  /** e.g. `https://map.example/ogc` */
  readonly root: string
  /** Of this resource, without the query. */
  readonly self: string
  readonly query: URLSearchParams
}

/** The same resource in both formats (Part 1, requirements for links with `self` and `alternate`). */
export function ownLinks({ self, query }: Address, type: string, format: 'json' | 'html'): Link[] {
  const at = (f: string): string => {
    const changed = new URLSearchParams(query)
    changed.set('f', f)
    return `${self}?${changed.toString()}`
  }
  const json = { href: at('json'), type, title: '本文档(JSON)' }
  const html = { href: at('html'), type: HTML, title: '本文档(网页)' }
  return format === 'json'
    ? [
        { ...json, rel: 'self' },
        { ...html, rel: 'alternate' },
      ]
    : [
        { ...html, rel: 'self' },
        { ...json, rel: 'alternate' },
      ]
}

export interface LandingPage {
  readonly title: string
  readonly description: string
  readonly links: readonly Link[]
}

export function landingPage(address: Address, demo: boolean, format: 'json' | 'html'): LandingPage {
  const { root } = address
  const link = (path: string, rel: string, type: string, title: string): Link => ({
    href: `${root}${path}`,
    rel,
    type,
    title,
  })
  return {
    title: '老旧小区改造一张图 · 数据服务',
    description: `${demo ? '含示例数据:标为示例的记录为合成数据,不得用于申报或决策。' : ''}按 OGC API – Features 提供的图层,QGIS、ArcGIS Pro 和 GDAL 可按本页地址直接打开。`,
    links: [
      ...ownLinks(address, JSON_TYPE, format),
      link('/api', 'service-desc', OPENAPI, '接口说明(OpenAPI 3.0)'),
      link('/api?f=html', 'service-doc', HTML, '接口说明(网页)'),
      link('/conformance', 'conformance', JSON_TYPE, '符合的标准'),
      link('/collections', 'data', JSON_TYPE, '图层'),
    ],
  }
}

export interface ConformancePage {
  readonly conformsTo: readonly string[]
  readonly links: readonly Link[]
}

export function conformancePage(address: Address, format: 'json' | 'html'): ConformancePage {
  return { conformsTo: CONFORMANCE_CLASSES, links: ownLinks(address, JSON_TYPE, format) }
}

export interface CollectionPage {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly itemType: 'feature'
  readonly extent?: {
    readonly spatial: { readonly bbox: readonly (readonly number[])[]; readonly crs: string }
    readonly temporal?: { readonly interval: readonly (readonly (string | null)[])[]; readonly trs: string }
  }
  readonly crs: readonly string[]
  readonly storageCrs: string
  readonly links: readonly Link[]
}

export function collectionPage(
  { root, query }: Pick<Address, 'root' | 'query'>,
  layer: Layer,
  { bounds, demo, since }: LayerContent,
  format: 'json' | 'html',
): CollectionPage {
  const self = `${root}/collections/${layer.id}`
  const time =
    since === null
      ? {}
      : {
          temporal: {
            interval: [[`${since}-01-01T00:00:00Z`, null]],
            trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian',
          },
        }
  return {
    id: layer.id,
    title: layer.title,
    description: demo ? `示例数据(合成,不得用于申报或决策)。${layer.description}` : layer.description,
    itemType: 'feature',
    ...(bounds === null ? {} : { extent: { spatial: { bbox: [bounds], crs: CRS84.uri }, ...time } }),
    crs: OGC_SYSTEMS.map(({ uri }) => uri),
    storageCrs: STORAGE_SYSTEM.uri,
    links: [
      ...ownLinks({ root, self, query }, JSON_TYPE, format),
      { href: `${self}/items?f=json`, rel: 'items', type: GEOJSON, title: `${layer.title}(GeoJSON)` },
      { href: `${self}/items?f=html`, rel: 'items', type: HTML, title: `${layer.title}(网页)` },
    ],
  }
}

export interface ItemsPage {
  readonly type: 'FeatureCollection'
  readonly links: readonly Link[]
  readonly timeStamp: string
  readonly numberMatched: number
  readonly numberReturned: number
  readonly features: readonly Feature[]
}

/** One page of features with the way on and back. */
export function itemsPage(
  address: Address,
  layer: Layer,
  { system, page }: ItemsWish,
  found: { readonly features: readonly KeyedFeature[]; readonly more: boolean; readonly matched: number },
  format: 'json' | 'html',
): ItemsPage {
  const { features, more, matched } = found
  const type = format === 'json' ? GEOJSON : HTML
  const pageLink = (rel: 'next' | 'prev', cursor: string): Link => {
    const query = new URLSearchParams(address.query)
    query.set('cursor', cursor)
    const title = rel === 'next' ? '下一页' : '上一页'
    return { href: `${address.self}?${query.toString()}`, rel, type, title }
  }
  const [first, last] = [features[0], features.at(-1)]
  const backwards = page.before !== undefined
  const hasNext = last !== undefined && (backwards || more)
  const hasPrevious = first !== undefined && (backwards ? more : page.after !== undefined)
  return {
    type: 'FeatureCollection',
    links: [
      ...ownLinks(address, GEOJSON, format),
      ...(hasPrevious ? [pageLink('prev', cursorText('before', first.key))] : []),
      ...(hasNext ? [pageLink('next', cursorText('after', last.key))] : []),
      collectionLink(address, layer),
    ],
    timeStamp: new Date().toISOString(),
    numberMatched: matched,
    numberReturned: features.length,
    features: features.map(({ feature }) => openFeature(layer, feature, system)),
  }
}

export interface ItemPage extends Feature {
  readonly links: readonly Link[]
}

export function itemPage(
  address: Address,
  layer: Layer,
  feature: LayerFeature,
  system: OgcSystem,
  format: 'json' | 'html',
): ItemPage {
  const links = [...ownLinks(address, GEOJSON, format), collectionLink(address, layer)]
  return { ...openFeature(layer, feature, system), links }
}

/** What the open service tells of a feature: the layer's fields less those that are for files only. */
function openFeature(layer: Layer, { id, geometry, properties }: LayerFeature, system: OgcSystem): Feature {
  return {
    type: 'Feature',
    id,
    geometry: inSystem(system, geometry),
    properties: Object.fromEntries(
      layer.fields
        .filter(({ filesOnly }) => filesOnly !== true)
        .map(({ name }) => [name, properties[name] ?? null]),
    ),
  }
}

function collectionLink({ root }: Address, layer: Layer): Link {
  return {
    href: `${root}/collections/${layer.id}`,
    rel: 'collection',
    type: JSON_TYPE,
    title: layer.title,
  }
}
