import { createRoute, z } from '@hono/zod-openapi'
import { engineerSchema, tieInRequestSchema, workItemSchema, workListSchema } from '#core/api/tie-in-work.ts'
import { requestedPoint } from '../compute/requested-point.ts'
import { staleCompounds } from '../compute/stale-connections.ts'
import { workCounts, workItems } from '../compute/work-list-view.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireOwnArea, requireRole, requireSignIn, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { recordAudit } from '../store/audit.ts'
import { readCompound } from '../store/compounds.ts'
import { deleteConnection, insertConnection, readConnections } from '../store/connections.ts'
import type { Session } from '../store/store.ts'
import { readOrder, readOrders, writeOrder, type TieInOrder } from '../store/tie-in-orders.ts'
import { today } from '../today.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { pageOf, pageSchema, yearSchema } from './query.ts'

const tags = ['接驳']
const params = z.object({ compoundId: z.string().openapi({ description: '小区编号' }) })
const query = z.object({ year: yearSchema.optional() })
const NOT_KEPT = { 'cache-control': 'no-store' }

const listRoute = createRoute({
  ...requireSignIn(),
  method: 'get',
  path: '/api/connections/work',
  summary: '接驳工作清单:每个小区一行,待标注、待确认、已确认、已施工、已查验,并标出需复核和超期',
  tags,
  request: { query: pageSchema.extend({ year: yearSchema.optional() }) },
  responses: answering('工作清单', workListSchema),
})

const requestRoute = createRoute({
  ...requireRole('planner', 'subdistrict'),
  method: 'put',
  path: '/api/connections/work/{compoundId}/request',
  summary: '向管护中心申请接驳点位:理由和希望完成的日期;需带 If-Match(尚无记录时为 "0")',
  tags,
  request: {
    params,
    query,
    body: { required: true, content: { 'application/json': { schema: tieInRequestSchema } } },
  },
  responses: answeringOne('登记后的工作项', workItemSchema),
})

const withdrawRoute = createRoute({
  ...requireRole('planner', 'subdistrict'),
  method: 'delete',
  path: '/api/connections/work/{compoundId}/request',
  summary: '撤回申请;需带 If-Match',
  tags,
  request: { params, query },
  responses: answeringOne('撤回后的工作项', workItemSchema),
})

const engineerRoute = createRoute({
  ...requireRole('centre'),
  method: 'put',
  path: '/api/connections/work/{compoundId}/engineer',
  summary: '管护中心工程师领取或交回一个小区的接驳;需带 If-Match(尚无记录时为 "0")',
  tags,
  request: {
    params,
    query,
    body: { required: true, content: { 'application/json': { schema: engineerSchema } } },
  },
  responses: answeringOne('领取后的工作项', workItemSchema),
})

export function tieInWorkRoutes(parts: Parts) {
  const { evaluations, store } = parts
  return createApiApp()
    .openapi(listRoute, async (context) => {
      const { year: asked, limit, cursor } = context.req.valid('query')
      const items = await itemsOf(parts, await planYear(evaluations, asked))
      const { page, next } = pageOf(items, limit, cursor)
      const body = {
        items: [...page],
        counts: workCounts(items),
        ...(next === undefined ? {} : { next }),
      }
      return context.json(body, 200, NOT_KEPT)
    })
    .openapi(requestRoute, async (context) => {
      const { compoundId } = context.req.valid('param')
      const year = await planYear(evaluations, context.req.valid('query').year)
      const { reason, wantedOn } = context.req.valid('json')
      const { actor } = context.var
      const write = { actor, action: 'requested', reason }
      const version = expectedVersion(context)
      await store.write(async (session) => {
        const order = await ownOrder(session, year, compoundId, actor, version)
        const by = { by: actor.name, byId: actor.id, at: new Date().toISOString() }
        await change(session, order, { ...order, request: { reason, wantedOn, ...by } }, write)
        await placeRequest(session, year, compoundId)
      })
      return context.json(await itemOf(parts, year, compoundId), 200, NOT_KEPT)
    })
    .openapi(withdrawRoute, async (context) => {
      const { compoundId } = context.req.valid('param')
      const year = await planYear(evaluations, context.req.valid('query').year)
      const { actor } = context.var
      const version = expectedVersion(context)
      await store.write(async (session) => {
        const order = await ownOrder(session, year, compoundId, actor, version)
        if (order.request === null) throw new ProblemError(409, { detail: '本小区没有申请。数据没有改动' })
        await change(
          session,
          order,
          { ...order, request: null },
          { actor, action: 'withdrawn', reason: null },
        )
        await deleteConnection(session, requestId(year, compoundId))
      })
      return context.json(await itemOf(parts, year, compoundId), 200, NOT_KEPT)
    })
    .openapi(engineerRoute, async (context) => {
      const { compoundId } = context.req.valid('param')
      const year = await planYear(evaluations, context.req.valid('query').year)
      const { engineer } = context.req.valid('json')
      const { actor } = context.var
      const version = expectedVersion(context)
      await store.write(async (session) => {
        const order = await ownOrder(session, year, compoundId, actor, version)
        const taken = engineer === 'me' ? { id: actor.id, name: actor.name } : null
        await change(
          session,
          order,
          { ...order, engineer: taken },
          { actor, action: 'assigned', reason: null },
        )
      })
      return context.json(await itemOf(parts, year, compoundId), 200, NOT_KEPT)
    })
}

/** The order as it stands, for somebody who may write it. @throws ProblemError 403, 404, 412 */
async function ownOrder(
  session: Session,
  year: number,
  compoundId: string,
  actor: Actor,
  version: number,
): Promise<TieInOrder> {
  const compound = await readCompound(session, compoundId)
  if (compound === null) throw notFound(`没有编号为 ${compoundId} 的小区`)
  requireOwnArea(actor, compound.subdistrictCode)
  const order = await readOrder(session, year, compoundId)
  refuseStale(version, order)
  return order
}

async function change(
  session: Session,
  before: TieInOrder,
  after: TieInOrder,
  by: { readonly actor: Actor; readonly action: string; readonly reason: string | null },
): Promise<void> {
  await writeOrder(session, after)
  await recordAudit(session, {
    ...by,
    entity: 'tie_in_order',
    entityId: `${after.year}-${after.compoundId}`,
    before: { request: before.request, engineer: before.engineer },
    after: { request: after.request, engineer: after.engineer },
  })
}

/** A compound that nobody has computed gets a point that waits to be marked. */
async function placeRequest(session: Session, year: number, compoundId: string): Promise<void> {
  const known = await readConnections(session, year)
  if (known.some((connection) => connection.compoundId === compoundId)) return
  const compound = await readCompound(session, compoundId)
  if (compound !== null)
    await insertConnection(session, requestedPoint(requestId(year, compoundId), year, compound))
}

function requestId(year: number, compoundId: string): string {
  return `${year}-${compoundId}-request`
}

async function itemOf(parts: Parts, year: number, compoundId: string) {
  const item = (await itemsOf(parts, year)).find(({ id }) => id === compoundId)
  if (item === undefined) throw notFound(`没有编号为 ${compoundId} 的小区`)
  return item
}

async function itemsOf({ store, derived, evaluations, drainageRules }: Parts, year: number) {
  const { compounds, evaluation } = await evaluationOf(evaluations, year)
  const [connections, orders, stale] = await Promise.all([
    derived.get(`connections ${year}`, () => readConnections(store, year)),
    derived.get(`orders ${year}`, () => readOrders(store, year)),
    staleCompounds({ store, derived, evaluations, drainageRules }, year),
  ])
  const planned = new Set(
    compounds.filter(({ id }) => evaluation.judgements.get(id)?.selected === true).map(({ id }) => id),
  )
  return workItems({ year, compounds, connections, orders, planned, stale, today: today() })
}
