import { createRoute, z } from '@hono/zod-openapi'
import { tileJson } from '../compute/tile-description.ts'
import { TILE_MAX_ZOOM } from '../compute/tile-index.ts'
import { TILE_LAYERS, tileIndexOf } from '../compute/tile-layers.ts'
import { notFound } from '../middleware/problem.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'
import { planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'
import { serviceAddress } from './service-address.ts'

const CONTENT_TYPE = 'application/vnd.mapbox-vector-tile'

const tileNumber = (what: string) =>
  z.coerce.number(`${what}应为非负整数`).int(`${what}应为非负整数`).min(0, `${what}应为非负整数`)

const paramsSchema = z
  .object({
    layer: z.enum(TILE_LAYERS).openapi({ description: '图层' }),
    z: tileNumber('级别').max(TILE_MAX_ZOOM, `级别最大为 ${TILE_MAX_ZOOM},更大的由地图放大`),
    x: tileNumber('列号'),
    // The suffix belongs to the address, not to the number.
    y: z.string().regex(/^\d{1,6}\.mvt$/, '行号应为非负整数加 .mvt'),
  })
  .transform(({ y, ...rest }) => ({ ...rest, y: Number(y.slice(0, -'.mvt'.length)) }))
  .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, '行列号超出该级别的范围')

const route = createRoute({
  method: 'get',
  path: '/tiles/{layer}/{z}/{x}/{y}',
  summary: '矢量瓦片(MVT);空瓦片回答 204',
  tags: ['地图'],
  request: { params: paramsSchema, query: z.object({ year: yearSchema.optional() }) },
  responses: {
    200: { description: 'MVT 2.1', content: { [CONTENT_TYPE]: { schema: z.string() } } },
    204: { description: '这里没有要素' },
  },
})

const descriptionRoute = createRoute({
  method: 'get',
  path: '/tiles/{file}',
  summary: '矢量瓦片的 TileJSON:地址、范围、级别、字段',
  tags: ['地图'],
  request: {
    params: z.object({
      file: z.string().openapi({ description: '图层名加 .json', example: 'pipes.json' }),
    }),
    query: z.object({ year: yearSchema.optional() }),
  },
  responses: answering('TileJSON 3.0', z.object({ tilejson: z.string() })),
})

export function tileRoutes(parts: Parts) {
  const app = createApiApp()
  app.openapi(descriptionRoute, async (context) => {
    const { file } = context.req.valid('param')
    const layer = TILE_LAYERS.find((one) => file === `${one}.json`)
    if (layer === undefined) throw notFound(`没有 ${context.req.path} 这个地址`)
    const { year: asked } = context.req.valid('query')
    const year = await planYear(parts.evaluations, asked)
    const query = asked === undefined ? '' : `?year=${asked}`
    const address = `${serviceAddress(context, parts)}/tiles/${layer}/{z}/{x}/{y}.mvt${query}`
    return parts.answers.json(context, ['tilejson', layer, year, address], () =>
      tileJson(parts, layer, year, address),
    )
  })
  return app.openapi(route, async (context) => {
    const { layer, z: zoom, x, y } = context.req.valid('param')
    const year = await planYear(parts.evaluations, context.req.valid('query').year)
    return parts.answers.bytes(context, ['tile', layer, year, zoom, x, y], CONTENT_TYPE, async () =>
      (await tileIndexOf(parts, layer, year)).tile(zoom, x, y),
    )
  })
}
