import { createRoute, z } from '@hono/zod-openapi'
import { computeRequestSchema, jobSchema } from '#core/api/jobs.ts'
import type { ComputeRequest } from '#core/api/jobs.ts'
import { problemSchema } from '#core/api/service.ts'
import { computeConnections } from '../compute/compute-connections.ts'
import { RETURN_PERIOD_YEARS } from '../compute/connect-plan.ts'
import type { YearEvaluation } from '../compute/evaluations.ts'
import { isOpen } from '../compute/jobs.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'

const problem = { 'application/problem+json': { schema: problemSchema } }
const params = z.object({ id: z.string().openapi({ description: '任务编号' }) })
const NOT_KEPT = { 'cache-control': 'no-store' }

const computeRoute = createRoute({
  ...requireRole('planner', 'centre'),
  method: 'post',
  path: '/api/connections/compute',
  summary: '重新计算接驳点:建立任务,随后查询进度',
  description:
    '不给 compoundIds 时,本年度计划内小区一并计算;已确认、已建成的点位不动并先占主管能力;人工标注的点位不动,除非 includeMarked 为 true;退回的点位不再推荐。',
  tags: ['接驳'],
  request: { body: { required: true, content: { 'application/json': { schema: computeRequestSchema } } } },
  responses: {
    202: { description: '任务已建立', content: { 'application/json': { schema: jobSchema } } },
    400: { description: '请求有误:哪一项、现值、应为什么', content: problem },
    401: { description: '尚未登录', content: problem },
    403: { description: '角色不符', content: problem },
    404: { description: '没有该年度方案', content: problem },
  },
})

const jobRoute = createRoute({
  method: 'get',
  path: '/api/jobs/{id}',
  summary: '任务的进度和结果',
  tags: ['接驳'],
  request: { params },
  responses: answeringOne('任务', jobSchema),
})

const cancelRoute = createRoute({
  ...requireRole('planner', 'centre'),
  method: 'delete',
  path: '/api/jobs/{id}',
  summary: '取消任务;原有接驳点不变',
  tags: ['接驳'],
  request: { params },
  responses: {
    200: { description: '已取消的任务', content: { 'application/json': { schema: jobSchema } } },
    404: { description: '没有找到', content: problem },
    401: { description: '尚未登录', content: problem },
    403: { description: '角色不符', content: problem },
    409: { description: '任务已经结束', content: problem },
  },
})

export function connectionJobRoutes({ jobs, evaluations, store, drainageRules, version }: Parts) {
  return createApiApp()
    .openapi(computeRoute, async (context) => {
      const request = context.req.valid('json')
      const year = await planYear(evaluations, request.year)
      const evaluated = await evaluationOf(evaluations, year)
      const compoundIds = refuseUnknown(request, evaluated)
      const returnPeriod = request.returnPeriod ?? RETURN_PERIOD_YEARS
      const includeMarked = request.includeMarked ?? false
      const { actor } = context.var
      const job = jobs.start({
        title: compoundIds === null ? `${year} 年度计划接驳计算` : `${compoundIds.length} 个小区接驳计算`,
        key: JSON.stringify([year, compoundIds, returnPeriod, includeMarked]),
        run: async ({ signal, onProgress }) => {
          // What the plan holds when its turn comes, not when it was asked for.
          const now = await evaluationOf(evaluations, year)
          const engine = { store, rules: drainageRules, version }
          return computeConnections(engine, {
            evaluated: now,
            compoundIds,
            returnPeriod,
            includeMarked,
            actor,
            signal,
            onProgress,
          })
        },
      })
      return context.json(job, 202, { ...NOT_KEPT, location: `/api/jobs/${job.id}` })
    })
    .openapi(jobRoute, (context) => {
      const job = jobs.get(context.req.valid('param').id)
      if (job === null) throw noSuchJob()
      return context.json(job, 200, NOT_KEPT)
    })
    .openapi(cancelRoute, (context) => {
      const { id } = context.req.valid('param')
      const before = jobs.get(id)
      if (before !== null && !isOpen(before)) {
        throw new ProblemError(409, { detail: '任务已经结束,无法取消;结果以任务所示为准' })
      }
      const job = jobs.cancel(id)
      if (job === null) throw noSuchJob()
      return context.json(job, 200, NOT_KEPT)
    })
}

function noSuchJob(): ProblemError {
  return notFound('没有这个任务:编号有误,或服务已重新启动。接驳点以页面所示为准')
}

function refuseUnknown(
  { compoundIds }: ComputeRequest,
  { compounds }: YearEvaluation,
): readonly string[] | null {
  if (compoundIds === undefined) return null
  const known = new Set(compounds.map(({ id }) => id))
  const unknown = compoundIds.filter((id) => !known.has(id))
  if (unknown.length === 0) return [...new Set(compoundIds)].sort()
  throw new ProblemError(400, {
    detail: `compoundIds 中没有这些小区:${unknown.join('、')}。没有建立任务`,
    errors: unknown.map((value) => ({ field: 'compoundIds', message: '没有这个编号的小区', value })),
  })
}
