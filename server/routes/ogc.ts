import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { LAYERS } from '../layers/all-layers.ts'
import { contentOf } from '../layers/layer-content.ts'
import type { Layer } from '../layers/layer.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import * as documents from '../ogc/documents.ts'
import type { Address, CollectionPage } from '../ogc/documents.ts'
import * as html from '../ogc/html-documents.ts'
import type { HtmlFrame } from '../ogc/html-documents.ts'
import { readItemsWish } from '../ogc/items-query.ts'
import type { ParameterFault } from '../ogc/items-query.ts'
import { openApiDocument } from '../ogc/openapi-document.ts'
import { readPage } from '../ogc/read-page.ts'
import { CRS84, OGC_SYSTEMS, systemOf } from '../ogc/reference-systems.ts'
import type { OgcSystem } from '../ogc/reference-systems.ts'
import type { Parts } from '../parts.ts'
import { createApiApp } from './api-app.ts'
import { contentFormat } from './content-format.ts'
import type { ContentFormat } from './content-format.ts'
import { planYear } from './plan-year.ts'
import { serviceAddress } from './service-address.ts'

const collectionParam = z.object({ collectionId: z.string().openapi({ description: '图层' }) })
const itemParam = collectionParam.extend({ featureId: z.string().openapi({ description: '要素编号' }) })

const nothing = z.object({})

const landingRoute = ogcRoute('/ogc', 'OGC API – Features:首页', nothing)
const apiRoute = ogcRoute('/ogc/api', 'OGC API – Features:接口说明(OpenAPI 3.0)', nothing)
const conformanceRoute = ogcRoute('/ogc/conformance', 'OGC API – Features:符合的标准', nothing)
const collectionsRoute = ogcRoute('/ogc/collections', 'OGC API – Features:图层', nothing)
const collectionRoute = ogcRoute(
  '/ogc/collections/{collectionId}',
  'OGC API – Features:一个图层',
  collectionParam,
)
const itemsRoute = ogcRoute(
  '/ogc/collections/{collectionId}/items',
  'OGC API – Features:要素,可按范围、时间、坐标系和字段筛选',
  collectionParam,
)
const itemRoute = ogcRoute(
  '/ogc/collections/{collectionId}/items/{featureId}',
  'OGC API – Features:一个要素',
  itemParam,
)

/** OGC API – Features: others' GIS open the layers by this address. Parameters are those of /ogc/api. */
export function ogcRoutes(parts: Parts) {
  const answer = answerWith(parts)

  async function frameOf({ root }: Address): Promise<HtmlFrame> {
    const year = await planYear(parts.evaluations, undefined)
    const contents = await Promise.all(LAYERS.map((layer) => contentOf(parts, layer, year)))
    return { root, demo: contents.some(({ demo }) => demo) }
  }

  async function describe(address: Address, layer: Layer, format: ContentFormat): Promise<CollectionPage> {
    const year = await planYear(parts.evaluations, undefined)
    return documents.collectionPage(address, layer, await contentOf(parts, layer, year), format)
  }

  const describeAll = (address: Address, format: ContentFormat): Promise<CollectionPage[]> => {
    const plain = { root: address.root, query: new URLSearchParams() }
    return Promise.all(LAYERS.map((layer) => describe({ ...plain, self: address.self }, layer, format)))
  }

  return createApiApp()
    .openapi(landingRoute, (context) =>
      answer(context, documents.JSON_TYPE, ['f'], async (address, format) => {
        const frame = await frameOf(address)
        const page = documents.landingPage(address, frame.demo, format)
        return format === 'json' ? page : html.landingHtml(frame, page, await describeAll(address, 'json'))
      }),
    )
    .openapi(apiRoute, (context) =>
      answer(context, documents.OPENAPI, ['f'], async (address, format) =>
        format === 'json'
          ? openApiDocument(address.root, parts.version, LAYERS)
          : html.apiHtml(
              await frameOf(address),
              documents.ownLinks(address, documents.OPENAPI, format),
              LAYERS,
            ),
      ),
    )
    .openapi(conformanceRoute, (context) =>
      answer(context, documents.JSON_TYPE, ['f'], async (address, format) => {
        const page = documents.conformancePage(address, format)
        return format === 'json' ? page : html.conformanceHtml(await frameOf(address), page)
      }),
    )
    .openapi(collectionsRoute, (context) =>
      answer(context, documents.JSON_TYPE, ['f'], async (address, format) => {
        const collections = await describeAll(address, 'json')
        const page = { links: documents.ownLinks(address, documents.JSON_TYPE, format), collections }
        return format === 'json'
          ? { ...page, crs: OGC_SYSTEMS.map(({ uri }) => uri) }
          : html.collectionsHtml(await frameOf(address), page)
      }),
    )
    .openapi(collectionRoute, (context) =>
      answer(context, documents.JSON_TYPE, ['f'], async (address, format) => {
        const layer = layerOf(context.req.valid('param').collectionId)
        const page = await describe(address, layer, format)
        if (format === 'json') return page
        const year = await planYear(parts.evaluations, undefined)
        const { demo } = await contentOf(parts, layer, year)
        return html.collectionHtml({ root: address.root, demo }, page, layer)
      }),
    )
    .openapi(itemsRoute, (context) => {
      const layer = layerOf(context.req.valid('param').collectionId)
      const format = contentFormat(context)
      const parameters = new URL(context.req.url).searchParams
      const read = readItemsWish(layer, parameters)
      if (!read.ok) throw parameterFaults(read.faults)
      const page = { ...read.wish.page }
      if (format === 'html' && !parameters.has('limit')) page.limit = html.HTML_LIMIT
      const wish = { ...read.wish, page }
      return answer(
        context,
        documents.GEOJSON,
        null,
        async (address) => {
          const year = await planYear(parts.evaluations, undefined)
          const found = await readPage(layer.open(parts, year), wish)
          const answered = documents.itemsPage(address, layer, wish, found, format)
          if (format === 'json') return answered
          const { demo } = await contentOf(parts, layer, year)
          const drawn = found.features.map(({ feature }) => feature)
          return html.itemsHtml({ root: address.root, demo }, answered, layer, drawn)
        },
        wish.system,
      )
    })
    .openapi(itemRoute, async (context) => {
      const { collectionId, featureId } = context.req.valid('param')
      const layer = layerOf(collectionId)
      const uri = context.req.query('crs')
      const system = uri === undefined ? CRS84 : systemOf(uri)
      if (system === null)
        throw parameterFaults([{ field: 'crs', message: '不提供这个坐标系', value: uri ?? '' }])
      const year = await planYear(parts.evaluations, undefined)
      const feature = await layer.open(parts, year).one(featureId)
      if (feature === null) throw notFound(`图层 ${layer.title} 中没有编号为 ${featureId} 的要素`)
      return answer(
        context,
        documents.GEOJSON,
        ['f', 'crs'],
        async (address, format) => {
          const page = documents.itemPage(address, layer, feature, system, format)
          return format === 'json' ? page : html.itemHtml(await frameOf(address), page, layer, feature)
        },
        system,
      )
    })
}

function ogcRoute<Path extends string, Params extends z.ZodObject>(
  path: Path,
  summary: string,
  params: Params,
) {
  return createRoute({
    method: 'get',
    path,
    summary,
    tags: ['OGC'],
    request: { params },
    responses: { 200: { description: '见 /ogc/api' } },
  })
}

function layerOf(id: string): Layer {
  const layer = LAYERS.find((candidate) => candidate.id === id)
  if (layer === undefined) throw notFound(`没有 ${id} 这个图层`)
  return layer
}

/** One answer in the format asked for, as ready bytes of this data version. */
function answerWith(parts: Parts) {
  return async (
    context: Context,
    type: string,
    /** The parameters that the resource knows; null: checked already */
    known: readonly string[] | null,
    build: (address: Address, format: ContentFormat) => Promise<object | string>,
    system?: OgcSystem,
  ): Promise<Response> => {
    const format = contentFormat(context)
    const { pathname, searchParams: query } = new URL(context.req.url)
    const strange = known === null ? [] : [...query.keys()].filter((name) => !known.includes(name))
    if (strange.length > 0) throw parameterFaults(strange.map((field) => unknown(field, query, known ?? [])))
    const origin = serviceAddress(context, parts)
    const address = { root: `${origin}/ogc`, self: `${origin}${pathname}`, query }
    const contentType = format === 'html' ? `${documents.HTML}; charset=utf-8` : type
    const key = ['ogc', address.self, query.toString(), format]
    const response = await parts.answers.bytes(context, key, contentType, async () => {
      const made = await build(address, format)
      return new TextEncoder().encode(typeof made === 'string' ? made : JSON.stringify(made))
    })
    response.headers.append('vary', 'Accept')
    if (system !== undefined) response.headers.set('content-crs', `<${system.uri}>`)
    return response
  }
}

function unknown(field: string, query: URLSearchParams, known: readonly string[]): ParameterFault {
  return { field, message: `没有这个参数;可用:${known.join('、')}`, value: query.get(field) ?? '' }
}

function parameterFaults(faults: readonly ParameterFault[]): ProblemError {
  return new ProblemError(400, {
    detail: `查询参数中 ${faults.map(({ field, message }) => `${field}:${message}`).join(';')}`,
    errors: [...faults],
  })
}
