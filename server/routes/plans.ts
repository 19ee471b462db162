import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import {
  planChangeSchema,
  planListSchema,
  planRequestSchema,
  planSchema,
  planStepSchema,
  planVersionSchema,
  type Plan,
  type PlanRequest,
} from '#core/api/plans.ts'
import { exclusionReasons } from '#core/programme/plan/exclusion-reasons.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { PLAN_STATE_NAMES } from '#core/programme/plan/plan-state.ts'
import { inputsOf } from '../compute/planning-view.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { readDataVersion } from '../store/data-version.ts'
import { insertPlan, readPlan, readPlans, updatePlan } from '../store/plans.ts'
import type { Session } from '../store/store.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'
import { stepPlan } from './plan-steps.ts'
import { pageOf, pageSchema, yearSchema } from './query.ts'
import { refuseFaults } from './scenarios.ts'

const tags = ['方案']
const yearParams = z.object({ year: yearSchema })
const params = z.object({ id: z.string().openapi({ description: '方案编号' }) })
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const listRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{year}/plans',
  summary: '一个年度的全部方案(不含逐行)',
  tags,
  request: { params: yearParams, query: pageSchema },
  responses: answering('按编号', planListSchema),
})
const oneRoute = createRoute({
  method: 'get',
  path: '/api/plans/{id}',
  summary: '一个方案:冻结的价格、得分、资格和入选结果',
  tags,
  request: { params },
  responses: answeringOne('方案', planSchema),
})
const saveRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/programmes/{year}/plans',
  summary: '把试算存为方案;由服务端重新计算并冻结',
  tags,
  request: { params: yearParams, body: body(planRequestSchema) },
  responses: answeringOne('存下的方案', planSchema),
})
const changeRoute = createRoute({
  ...requireRole('planner'),
  method: 'patch',
  path: '/api/plans/{id}',
  summary: '修改编制中方案的名称、说明、处理方式和剔除理由;需带 If-Match',
  tags,
  request: { params, body: body(planChangeSchema) },
  responses: answeringOne('改后的方案', planSchema),
})
const stepRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/plans/{id}/state',
  summary: '公示、批准、执行、办结;条件不满足时 409,unmet 列出每一条。需带 If-Match',
  tags,
  request: { params, body: body(planStepSchema) },
  responses: answeringOne('改后的方案', planSchema),
})
const versionRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/plans/{id}/versions',
  summary: '在已有方案上另存新版本,须说明理由',
  tags,
  request: { params, body: body(planVersionSchema) },
  responses: answeringOne('新版本', planSchema),
})

export function planRoutes({ answers, evaluations, store }: Parts) {
  /** Evaluated anew from the records as they are: what the page worked out is never taken over. */
  async function freshPlan(year: number, request: PlanRequest, actor: Actor, at: Date): Promise<Plan> {
    const known = await evaluationOf(evaluations, year)
    refuseFaults(request.input, known)
    const inputs = inputsOf(known.prepared)
    if (request.inputs !== undefined && request.inputs !== inputs) {
      throw new ProblemError(409, {
        detail: '试算之后台账或评分已有变动,方案没有保存,试算仍在。请刷新页面数据,核对试算结果后再保存',
      })
    }
    const sources = new Map(known.compounds.map((compound) => [compound.id, compound.source]))
    const id = randomUUID()
    const now = at.toISOString()
    return {
      id,
      version: 1,
      year,
      series: id,
      revision: 1,
      reason: null,
      name: request.name,
      note: request.note ?? '',
      author: actor.name,
      createdAt: now,
      updatedAt: now,
      state: 'draft',
      wayOut: request.wayOut ?? null,
      exclusionReasons: exclusionReasons(request.input.exclude, request.exclusionReasons),
      publicity: null,
      approval: null,
      dataVersion: await readDataVersion(store),
      official: null,
      ...planSnapshot(known.prepared, inputs, request.input, (one) => sources.get(one) ?? 'survey'),
    }
  }

  return createApiApp()
    .openapi(listRoute, (context) => {
      const { year } = context.req.valid('param')
      const { limit, cursor } = context.req.valid('query')
      return answers.json(context, ['plans', year, limit, cursor], async () => {
        const { page, next } = pageOf(await readPlans(store, year), limit, cursor)
        return { items: [...page], ...(next === undefined ? {} : { next }) }
      })
    })
    .openapi(oneRoute, (context) => {
      const { id } = context.req.valid('param')
      return answers.json(context, ['plan', id], () => existing(store, id))
    })
    .openapi(saveRoute, async (context) => {
      const { year } = context.req.valid('param')
      const { actor } = context.var
      const at = new Date()
      const plan = await freshPlan(year, context.req.valid('json'), actor, at)
      await store.write((session) => insertPlan(session, plan, { actor, at, action: 'create' }))
      return context.json(plan, 200)
    })
    .openapi(changeRoute, async (context) => {
      const { id } = context.req.valid('param')
      const change = context.req.valid('json')
      const version = expectedVersion(context)
      const write = { actor: context.var.actor, at: new Date(), action: 'update' }
      const plan = await store.write(async (session) => {
        const { rows, ...before } = await existing(session, id)
        refuseStale(version, before)
        if (before.state !== 'draft') {
          throw new ProblemError(409, {
            detail: `方案「${before.name}」已${PLAN_STATE_NAMES[before.state]},内容已冻结,没有改动。需要变更请另存新版本并说明理由;公示中的方案也可先撤回公示`,
          })
        }
        const reasons = exclusionReasons(
          before.input.exclude,
          change.exclusionReasons ?? before.exclusionReasons,
        )
        return {
          ...(await updatePlan(session, before, { ...change, exclusionReasons: reasons }, write)),
          rows,
        }
      })
      return context.json(plan, 200)
    })
    .openapi(stepRoute, async (context) => {
      const { id } = context.req.valid('param')
      const step = context.req.valid('json')
      const version = expectedVersion(context)
      const write = { actor: context.var.actor, at: new Date() }
      const plan = await store.write(async (session) => {
        const { rows, ...before } = await existing(session, id)
        refuseStale(version, before)
        return { ...(await stepPlan(session, before, step, write)), rows }
      })
      return context.json(plan, 200)
    })
    .openapi(versionRoute, async (context) => {
      const { id } = context.req.valid('param')
      const request = context.req.valid('json')
      const { actor } = context.var
      const at = new Date()
      const base = await existing(store, id)
      const fresh = await freshPlan(base.year, request, actor, at)
      const plan = await store.write(async (session) => {
        const siblings = (await readPlans(session, base.year)).filter(({ series }) => series === base.series)
        const revision = Math.max(...siblings.map((one) => one.revision)) + 1
        const next = { ...fresh, series: base.series, revision, reason: request.reason }
        await insertPlan(session, next, { actor, at, action: 'create_version', reason: request.reason })
        return next
      })
      return context.json(plan, 200)
    })
}

async function existing(session: Session, id: string): Promise<Plan> {
  const plan = await readPlan(session, id)
  if (plan === null) throw notFound(`没有编号为 ${id} 的方案`)
  return plan
}
