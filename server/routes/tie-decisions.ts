import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import {
  tieDecisionListSchema,
  tieDecisionRequestSchema,
  tieDecisionSchema,
  type TieDecisionRecord,
  type TieDecisionRequest,
} from '#core/api/tie-decisions.ts'
import { tieFaults } from '#core/programme/tie-faults.ts'
import type { YearEvaluation } from '../compute/evaluations.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import type { Session } from '../store/store.ts'
import {
  deleteTieDecision,
  insertTieDecision,
  readTieDecision,
  readTieDecisions,
  updateTieDecision,
  type StoredTieDecision,
} from '../store/tie-decisions.ts'
import { today } from '../today.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'
import { pageOf, pageSchema, yearSchema } from './query.ts'

const tags = ['方案']
const yearParams = z.object({ year: yearSchema })
const params = z.object({ id: z.string().openapi({ description: '审定编号' }) })
const body = {
  required: true,
  content: { 'application/json': { schema: tieDecisionRequestSchema } },
} as const

const listRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{year}/tie-decisions',
  summary: '领导小组对并列名次的审定,按编号',
  tags,
  request: { params: yearParams, query: pageSchema },
  responses: answering('审定', tieDecisionListSchema),
})
const recordRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/programmes/{year}/tie-decisions',
  summary: '记录领导小组对并列名次的审定',
  tags,
  request: { params: yearParams, body },
  responses: answeringOne('记下的审定', tieDecisionSchema),
})
const changeRoute = createRoute({
  ...requireRole('planner'),
  method: 'put',
  path: '/api/tie-decisions/{id}',
  summary: '更正一次并列审定;需带 If-Match',
  tags,
  request: { params, body },
  responses: answeringOne('改后的审定', tieDecisionSchema),
})
const deleteRoute = createRoute({
  ...requireRole('planner'),
  method: 'delete',
  path: '/api/tie-decisions/{id}',
  summary: '撤销一次并列审定,名次恢复并列;需带 If-Match',
  tags,
  request: { params },
  responses: answeringOne('撤销的审定', tieDecisionSchema),
})

export function tieDecisionRoutes({ answers, evaluations, store }: Parts) {
  async function standing(decision: StoredTieDecision): Promise<TieDecisionRecord> {
    const [record] = withStanding([decision], await evaluationOf(evaluations, decision.year))
    return record ?? { ...decision, inForce: false }
  }

  return createApiApp()
    .openapi(listRoute, (context) => {
      const { year } = context.req.valid('param')
      const { limit, cursor } = context.req.valid('query')
      return answers.json(context, ['tie-decisions', year, limit, cursor], async () => {
        const known = await evaluationOf(evaluations, year)
        const { page, next } = pageOf(await readTieDecisions(store, year), limit, cursor)
        return { items: withStanding(page, known), ...(next === undefined ? {} : { next }) }
      })
    })
    .openapi(recordRoute, async (context) => {
      const { year } = context.req.valid('param')
      const request = context.req.valid('json')
      const write = { actor: context.var.actor, at: new Date() }
      refuseTieFaults(await evaluationOf(evaluations, year), request, write.at, null)
      const decision = await store.write((session) =>
        insertTieDecision(session, randomUUID(), year, request, write),
      )
      return context.json(await standing(decision), 200)
    })
    .openapi(changeRoute, async (context) => {
      const { id } = context.req.valid('param')
      const request = context.req.valid('json')
      const version = expectedVersion(context)
      const write = { actor: context.var.actor, at: new Date() }
      const { year } = await existing(store, id)
      const known = await evaluationOf(evaluations, year)
      const decision = await store.write(async (session) => {
        const before = await existing(session, id)
        refuseStale(version, before)
        refuseTieFaults(known, request, write.at, id)
        return updateTieDecision(session, before, request, write)
      })
      return context.json(await standing(decision), 200)
    })
    .openapi(deleteRoute, async (context) => {
      const { id } = context.req.valid('param')
      const version = expectedVersion(context)
      const write = { actor: context.var.actor, at: new Date() }
      const decision = await store.write(async (session) => {
        const before = await existing(session, id)
        refuseStale(version, before)
        await deleteTieDecision(session, before, write)
        return before
      })
      return context.json({ ...decision, inForce: false }, 200)
    })
}

function withStanding(
  decisions: readonly StoredTieDecision[],
  { evaluation }: YearEvaluation,
): TieDecisionRecord[] {
  const inForce = new Set(evaluation.ranking.map(({ tieDecision }) => tieDecision?.id))
  return decisions.map((one) => ({ ...one, order: [...one.order], inForce: inForce.has(one.id) }))
}

/** @throws {ProblemError} 409: the tie is another by now, or was none */
function refuseTieFaults(
  { prepared }: YearEvaluation,
  request: TieDecisionRequest,
  at: Date,
  own: string | null,
): void {
  const faults = tieFaults(prepared, request, today(at), own)
  if (faults.length === 0) return
  throw new ProblemError(409, {
    detail: `审定没有记录,名次仍为原样:${faults.map(({ message }) => message).join(';')}`,
    errors: faults.map(({ field, message }) => ({ field, message, value: request[field] })),
  })
}

async function existing(session: Session, id: string): Promise<StoredTieDecision> {
  const decision = await readTieDecision(session, id)
  if (decision === null) throw notFound(`没有编号为 ${id} 的并列审定,可能已被撤销`)
  return decision
}
