import { createRoute, z } from '@hono/zod-openapi'
import { encodeGround } from '#core/tie-in/ground-bytes.ts'
import { groundWithin } from '#core/tie-in/marking-ground.ts'
import { problemSchema } from '#core/api/service.ts'
import { markingGround } from '../compute/marking-ground.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import { readConnections } from '../store/connections.ts'
import type { Parts } from '../parts.ts'
import { createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

/** m beyond the engine's own reach: a place may be forced farther away than it would look. */
const BEYOND = 200
const problem = { 'application/problem+json': { schema: problemSchema } }

const route = createRoute({
  ...requireRole('centre'),
  method: 'get',
  path: '/api/connections/ground',
  summary: '标注一个小区的接驳点所需的管网、建筑和规则(二进制)',
  description:
    '管网为所及范围内各雨水系统的全部,上游汇水和下游能力与服务器一致;页面在拖动时用同一套规则判定。',
  tags: ['接驳'],
  request: { query: z.object({ compoundId: z.string().min(1), year: yearSchema.optional() }) },
  responses: {
    200: {
      description: '二进制:JSON 头和数值列',
      content: { 'application/octet-stream': { schema: z.string() } },
    },
    404: { description: '没有找到', content: problem },
    409: { description: '小区缺地面标高', content: problem },
  },
})

export function markingGroundRoutes({ derived, drainageRules: rules, evaluations, store }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const { compoundId, year: asked } = context.req.valid('query')
    const year = await planYear(evaluations, asked)
    const { compounds } = await evaluationOf(evaluations, year)
    if (!compounds.some(({ id }) => id === compoundId)) throw notFound(`没有编号为 ${compoundId} 的小区`)
    const connections = await derived.get(`connections ${year}`, () => readConnections(store, year))
    const ground = await markingGround(store, { compoundId, compounds, connections, rules })
    if (ground === null) {
      throw new ProblemError(409, { detail: '小区缺地面标高,不能判定接驳点。请先补录地面标高' })
    }
    const reach = Math.max(rules.searchRadius, rules.searchLimit) + BEYOND
    return context.body(encodeGround(groundWithin(ground, reach)), 200, {
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
    })
  })
}
