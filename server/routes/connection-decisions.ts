import { createRoute, z } from '@hono/zod-openapi'
import { connectionDecisionSchema, connectionPropertiesSchema } from '#core/api/connections.ts'
import { problemSchema } from '#core/api/service.ts'
import { tieInStepSchema } from '#core/api/tie-in-work.ts'
import { connectionToFeature } from '../compute/connection-view.ts'
import { staleCompounds } from '../compute/stale-connections.ts'
import { steppedPoint, type WantedStep } from '../compute/tie-in-steps.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { recordAudit } from '../store/audit.ts'
import { readConnection, readConnections, updateConnection } from '../store/connections.ts'
import type { StoredConnection } from '../store/connections.ts'
import { today } from '../today.ts'
import { createApiApp } from './api-app.ts'

const problem = { 'application/problem+json': { schema: problemSchema } }
const params = z.object({ id: z.string().openapi({ description: '接驳点编号' }) })

const responses = {
  200: {
    description: '改后的接驳点',
    content: { 'application/json': { schema: connectionPropertiesSchema } },
  },
  400: { description: '请求有误', content: problem },
  401: { description: '尚未登录', content: problem },
  403: { description: '角色不符', content: problem },
  404: { description: '没有找到', content: problem },
  409: { description: '条件未满足,unmet 逐条列出', content: problem },
  412: { description: '点位已被他人改动', content: problem },
  428: { description: '缺少 If-Match', content: problem },
} as const

const decideRoute = createRoute({
  ...requireRole('centre'),
  method: 'patch',
  path: '/api/connections/{id}',
  summary: '管护中心确认、退回接驳点,或撤回决定',
  description:
    '确认的点位不再随重新计算改变,并先占主管能力;偏离"宜"条款的须在 overrides 中写明理由。退回的点位不再推荐,须写明原因。',
  tags: ['接驳'],
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: connectionDecisionSchema } } },
  },
  responses,
})

const stepRoute = createRoute({
  ...requireRole('centre'),
  method: 'post',
  path: '/api/connections/{id}/steps',
  summary: '确认之后的办理:施工完成、竣工测量查验,或退回上一步',
  description: '施工须有完工日期;查验须有竣工测量的位置和管底标高,超出限差的须写明接受理由。',
  tags: ['接驳'],
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: tieInStepSchema } } },
  },
  responses,
})

/** Words of the audit log, by step. */
const ACTIONS = {
  request: 'requested',
  mark: 'moved',
  confirm: 'confirmed',
  reject: 'rejected',
  build: 'built',
  verify: 'verified',
  take_back: 'taken_back',
} as const

export function connectionDecisionRoutes(parts: Parts) {
  return createApiApp()
    .openapi(decideRoute, async (context) => {
      const { state, note, overrides } = context.req.valid('json')
      const step = ({ confirmed: 'confirm', rejected: 'reject', marked: 'take_back' } as const)[state]
      const wanted = { step, note: note ?? null, overrides }
      const changed = await take(
        parts,
        { id: context.req.valid('param').id, version: expectedVersion(context), actor: context.var.actor },
        wanted,
        (point) => {
          // `marked` is the word for one state only: of the steps behind the confirmation /steps takes care.
          if (state === 'marked' && point.state !== 'CONFIRMED' && point.state !== 'REJECTED')
            throw noDecision()
        },
      )
      return context.json(changed, 200, { 'cache-control': 'no-store' })
    })
    .openapi(stepRoute, async (context) => {
      const request = context.req.valid('json')
      const wanted = { ...request, note: request.note ?? null }
      const changed = await take(
        parts,
        { id: context.req.valid('param').id, version: expectedVersion(context), actor: context.var.actor },
        wanted,
      )
      return context.json(changed, 200, { 'cache-control': 'no-store' })
    })
}

function noDecision(): ProblemError {
  return new ProblemError(409, { detail: '该点位没有可撤回的决定。数据没有改动' })
}

/** Which point, as it was seen, and who asks. */
interface Asked {
  readonly id: string
  readonly version: number
  readonly actor: Actor
}

/** One step of one point: version, guards, change and audit row in one transaction. */
async function take(
  { store, derived, evaluations, drainageRules }: Parts,
  { id, version, actor }: Asked,
  wanted: WantedStep,
  refuse: (point: StoredConnection) => void = () => undefined,
) {
  const about = await readConnection(store, id)
  if (about === null) throw notFound(`没有编号为 ${id} 的接驳点`)
  const ground = { store, derived, evaluations, drainageRules }
  const before = await staleCompounds(ground, about.year)
  const changed = await store.write(async (session) => {
    const point = await readConnection(session, id)
    if (point === null) throw notFound(`没有编号为 ${id} 的接驳点`)
    refuseStale(version, point)
    refuse(point)
    const points = (await readConnections(session, point.year)).filter(
      ({ compoundId }) => compoundId === point.compoundId,
    )
    const facts = { points, stale: before.has(point.compoundId), today: today() }
    const after = await updateConnection(session, steppedPoint(point, wanted, facts))
    await recordAudit(session, {
      actor,
      action: ACTIONS[wanted.step],
      entity: 'connection',
      entityId: id,
      before: auditOf(point),
      after: auditOf(after),
      reason: wanted.note,
    })
    return after
  })
  return connectionToFeature(changed, await staleCompounds(ground, changed.year)).properties
}

/** What the history of a point tells: where it stands, and what people did with it. */
export function auditOf({ state, version, wellId, pipeId, position, facts, work }: StoredConnection) {
  return { state, version, wellId, pipeId, station: facts.station, position, ...(work ?? {}) }
}
