import { createRoute, z } from '@hono/zod-openapi'
import { baseMapCollectionSchema, baseNamesSchema } from '#core/api/base-map.ts'
import { baseFeatureToGeoJson, readBaseFeatures, readBaseNames } from '../store/base-features.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/basemap',
  summary: '底图要素:区界、海、河、公园、道路、街坊',
  tags: ['地图'],
  request: { query: z.object({}) },
  responses: answering('GeoJSON 要素集,class 为要素类别', baseMapCollectionSchema),
})

const namesRoute = createRoute({
  method: 'get',
  path: '/api/basemap/names',
  summary: '底图上的名称(道路、河流、公园等),不重复',
  tags: ['地图'],
  request: { query: z.object({}) },
  responses: answering('名称列表', baseNamesSchema),
})

export function baseMapRoutes({ answers, store }: Parts) {
  return createApiApp()
    .openapi(route, (context) =>
      answers.json(context, ['basemap'], async () => ({
        type: 'FeatureCollection' as const,
        features: (await readBaseFeatures(store)).map(baseFeatureToGeoJson),
      })),
    )
    .openapi(namesRoute, (context) =>
      answers.json(context, ['basemap names'], async () => ({ names: await readBaseNames(store) })),
    )
}
