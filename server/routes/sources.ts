import { createRoute } from '@hono/zod-openapi'
import { dataSourceListSchema } from '#core/api/sources.ts'
import { readDataSources } from '../store/data-sources.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/sources',
  summary: '每个数据文件的来源、日期、许可和坐标系',
  tags: ['服务'],
  responses: answering('数据来源', dataSourceListSchema),
})

export function sourceRoutes({ answers, store }: Parts) {
  return createApiApp().openapi(route, (context) =>
    answers.json(context, ['sources'], async () => ({ items: await readDataSources(store) })),
  )
}
