import { createRoute } from '@hono/zod-openapi'
import { healthSchema } from '#core/api/service.ts'
import { ProblemError } from '../middleware/problem.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/health',
  summary: '服务是否就绪:示例数据和接驳点都装载完才回答 200',
  tags: ['服务'],
  responses: answering('就绪', healthSchema),
})

export function healthRoutes({ readiness, store, version }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    if (!readiness.ready) {
      throw new ProblemError(503, { detail: `${readiness.step},请稍候再试` }, { 'retry-after': '1' })
    }
    await store.ping()
    return context.json({ status: 'ok' as const, version, store: store.dialect.name }, 200, {
      'cache-control': 'no-store',
    })
  })
}
