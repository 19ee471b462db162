import { createRoute, z } from '@hono/zod-openapi'
import { connectionDecisionSchema, connectionPropertiesSchema } from '#core/api/connections.ts'
import { problemSchema } from '#core/api/service.ts'
import { connectionToFeature } from '../compute/connection-view.ts'
import { isFixed } from '../compute/connection-fingerprints.ts'
import { staleCompounds } from '../compute/stale-connections.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import { recordAudit } from '../store/audit.ts'
import { readConnection, readConnections, updateConnectionState } from '../store/connections.ts'
import type { StoredConnection } from '../store/connections.ts'
import type { Session } from '../store/store.ts'
import type { Parts } from '../parts.ts'
import { createApiApp } from './api-app.ts'

const problem = { 'application/problem+json': { schema: problemSchema } }

const STATES = { confirmed: 'CONFIRMED', rejected: 'REJECTED', marked: 'MARKED' } as const

const route = createRoute({
  ...requireRole('centre'),
  method: 'patch',
  path: '/api/connections/{id}',
  summary: '管护中心确认、退回接驳点,或撤回决定',
  description: '确认的点位不再随重新计算改变,并先占主管能力;退回的点位不再推荐,须写明原因。',
  tags: ['接驳'],
  request: {
    params: z.object({ id: z.string().openapi({ description: '接驳点编号' }) }),
    body: { required: true, content: { 'application/json': { schema: connectionDecisionSchema } } },
  },
  responses: {
    200: {
      description: '改后的接驳点',
      content: { 'application/json': { schema: connectionPropertiesSchema } },
    },
    400: { description: '请求有误', content: problem },
    401: { description: '尚未登录', content: problem },
    403: { description: '角色不符', content: problem },
    404: { description: '没有找到', content: problem },
    409: { description: '点位不可行,或已有确认的点位', content: problem },
    412: { description: '点位已被他人改动', content: problem },
    428: { description: '缺少 If-Match', content: problem },
  },
})

export function connectionDecisionRoutes({ store, derived, evaluations, drainageRules }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const { id } = context.req.valid('param')
    const { state, note } = context.req.valid('json')
    const version = expectedVersion(context)
    const { actor } = context.var
    const changed = await store.write(async (session) => {
      const connection = await readConnection(session, id)
      if (connection === null) throw notFound(`没有编号为 ${id} 的接驳点`)
      refuseStale(version, connection)
      if (state === 'confirmed') await refuseConfirming(session, connection)
      await updateConnectionState(session, connection, STATES[state])
      const after = { ...connection, state: STATES[state], version: connection.version + 1 }
      await recordAudit(session, {
        actor,
        action: state,
        entity: 'connection',
        entityId: id,
        before: { state: connection.state, version: connection.version },
        after: { state: after.state, version: after.version },
        reason: note ?? null,
      })
      return after
    })
    const stale = await staleCompounds({ store, derived, evaluations, drainageRules }, changed.year)
    return context.json(connectionToFeature(changed, stale).properties, 200, { 'cache-control': 'no-store' })
  })
}

async function refuseConfirming(session: Session, connection: StoredConnection): Promise<void> {
  if (connection.status !== 'feasible') {
    throw new ProblemError(409, { detail: '该点位不可行,不能确认;原因见点位说明。数据没有改动' })
  }
  const others = await readConnections(session, connection.year)
  const other = others.find(
    ({ id, compoundId, state }) =>
      id !== connection.id && compoundId === connection.compoundId && isFixed(state),
  )
  if (other === undefined) return
  throw new ProblemError(409, {
    detail: `本小区已确认接驳点 ${other.wellId ?? other.pipeId ?? other.id},请先撤回。数据没有改动`,
  })
}
