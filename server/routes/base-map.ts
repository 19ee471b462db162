import { createRoute, z } from '@hono/zod-openapi'
import { baseMapCollectionSchema } from '#core/api/base-map.ts'
import { baseFeatureToGeoJson, readBaseFeatures } from '../store/base-features.ts'
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

export function baseMapRoutes({ answers, store }: Parts) {
  return createApiApp().openapi(route, (context) =>
    answers.json(context, ['basemap'], async () => ({
      type: 'FeatureCollection' as const,
      features: (await readBaseFeatures(store)).map(baseFeatureToGeoJson),
    })),
  )
}
