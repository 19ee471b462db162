import { createRoute } from '@hono/zod-openapi'
import { presenceListSchema, presenceReportSchema } from '#core/api/presence.ts'
import { requireSignIn } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const NOT_STORED = { 'cache-control': 'no-store' }

const listRoute = createRoute({
  ...requireSignIn(),
  method: 'get',
  path: '/api/presence',
  summary: '此刻谁打开着哪个小区、哪个接驳点;变化时事件流给出 event: presence',
  tags: ['服务'],
  responses: answering('在场的人', presenceListSchema),
})
const reportRoute = createRoute({
  ...requireSignIn(),
  method: 'post',
  path: '/api/presence',
  summary: '报告本页打开着什么,每 20 秒一次;不写入数据库',
  tags: ['服务'],
  request: {
    body: { required: true, content: { 'application/json': { schema: presenceReportSchema } } },
  },
  responses: answering('在场的人', presenceListSchema),
})

/** Who else is at work on what. */
export function presenceRoutes({ presence }: Parts) {
  return createApiApp()
    .openapi(listRoute, (context) =>
      context.json({ items: [...presence.present(new Date())] }, 200, NOT_STORED),
    )
    .openapi(reportRoute, (context) => {
      const now = new Date()
      presence.report(context.var.actor, context.req.valid('json'), now)
      return context.json({ items: [...presence.present(now)] }, 200, NOT_STORED)
    })
}
