import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { commentListSchema, commentRequestSchema, commentSchema } from '#core/api/tie-in-work.ts'
import { notFound } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import { recordAudit } from '../store/audit.ts'
import { readConnection } from '../store/connections.ts'
import { insertComment, readComments } from '../store/tie-in-comments.ts'
import type { Parts } from '../parts.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { encodeCursor, pageSchema } from './query.ts'

const params = z.object({ id: z.string().openapi({ description: '接驳点编号' }) })

const readRoute = createRoute({
  ...requireRole('planner', 'subdistrict', 'centre', 'leader'),
  method: 'get',
  path: '/api/connections/{id}/comments',
  summary: '对一个接驳点的意见,旧的在前',
  tags: ['接驳'],
  request: { params, query: pageSchema },
  responses: answeringOne('意见', commentListSchema),
})

const writeRoute = createRoute({
  ...requireRole('planner', 'subdistrict', 'centre'),
  method: 'post',
  path: '/api/connections/{id}/comments',
  summary: '对一个接驳点提出意见;只增不改',
  tags: ['接驳'],
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: commentRequestSchema } } },
  },
  responses: answeringOne('写下的意见', commentSchema),
})

export function tieInCommentRoutes({ store }: Parts) {
  return createApiApp()
    .openapi(readRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { limit, cursor } = context.req.valid('query')
      const all = await readComments(store, id)
      const start = cursor === undefined ? 0 : all.findIndex((comment) => comment.id === cursor) + 1
      const items = all.slice(start, start + limit)
      const last = items.at(-1)
      const next = last !== undefined && start + limit < all.length ? encodeCursor(last.id) : undefined
      const body = { items, ...(next === undefined ? {} : { next }) }
      return context.json(body, 200, { 'cache-control': 'no-store' })
    })
    .openapi(writeRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { text } = context.req.valid('json')
      const { actor } = context.var
      const at = new Date()
      const comment = await store.write(async (session) => {
        const point = await readConnection(session, id)
        if (point === null) throw notFound(`没有编号为 ${id} 的接驳点`)
        const written = {
          id: randomUUID(),
          connectionId: id,
          author: actor.name,
          role: actor.role,
          at: at.toISOString(),
          text,
        }
        await insertComment(session, { ...written, year: point.year, compoundId: point.compoundId })
        await recordAudit(
          session,
          { actor, action: 'commented', entity: 'connection', entityId: id, after: { text } },
          at,
        )
        return written
      })
      return context.json(comment, 200)
    })
}
