import { createRoute, z } from '@hono/zod-openapi'
import { searchAnswerSchema } from '#core/api/service.ts'
import { searchEntries, searchFor } from '../compute/search.ts'
import { readBaseFeatures } from '../store/base-features.ts'
import { readCompounds } from '../store/compounds.ts'
import { readWells } from '../store/network.ts'
import { readCommunities, readSubdistricts } from '../store/places.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const MAX_FOUND = 50

const route = createRoute({
  method: 'get',
  path: '/api/search',
  summary: '按名称或编号查找小区、道路、河流、检查井、镇街、社区',
  tags: ['地图'],
  request: {
    query: z.object({
      q: z
        .string()
        .max(100, '最多 100 个字')
        .openapi({ description: '名称或编号的一部分', example: '新北里' }),
      limit: z.coerce
        .number('应为正整数')
        .int('应为正整数')
        .min(1, '应为正整数')
        .default(20)
        .transform((limit) => Math.min(limit, MAX_FOUND))
        .openapi({ type: 'integer', minimum: 1, default: 20 }),
    }),
  },
  responses: answering('最像的在前', searchAnswerSchema),
})

export function searchRoutes({ answers, derived, store }: Parts) {
  return createApiApp().openapi(route, (context) => {
    const { q, limit } = context.req.valid('query')
    return answers.json(context, ['search', q, limit], async () => {
      const entries = await derived.get('gazetteer', async () =>
        searchEntries({
          compounds: await readCompounds(store),
          baseFeatures: await readBaseFeatures(store),
          wells: await readWells(store),
          subdistricts: await readSubdistricts(store),
          communities: await readCommunities(store),
        }),
      )
      return { items: searchFor(entries, q, limit) }
    })
  })
}
