import { createRoute, z } from '@hono/zod-openapi'
import { connectionDecisionSchema, connectionPropertiesSchema } from '#core/api/connections.ts'
import { problemSchema } from '#core/api/service.ts'
import { tieInStepSchema } from '#core/api/tie-in-work.ts'
import { changePoint, markPoint } from '../compute/change-point.ts'
import { steppedPoint } from '../compute/tie-in-steps.ts'
import { expectedVersion } from '../middleware/if-match.ts'
import { ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
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
  summary: '管护中心标注、移动、确认、退回接驳点,或撤回决定',
  description:
    'moved 标注到 position(就近的雨水井或主管)或 target(指定的井、管段里程),可附手绘支管 branch;服务器重新判定并保存自己的结论,雨污混接一律不接受。确认的点位不再随重新计算改变,并先占主管能力;偏离"宜"条款的须在 overrides 中写明理由。退回的点位不再推荐,须写明原因。',
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
const ACTIONS = { build: 'built', verify: 'verified', take_back: 'taken_back' } as const
const NOT_KEPT = { 'cache-control': 'no-store' }

export function connectionDecisionRoutes(parts: Parts) {
  return createApiApp()
    .openapi(decideRoute, async (context) => {
      const { state, note, overrides, ...place } = context.req.valid('json')
      const asked = {
        id: context.req.valid('param').id,
        version: expectedVersion(context),
        actor: context.var.actor,
        action: state,
        reason: note ?? null,
      }
      if (state === 'moved') {
        const wish = { ...place, overrides, note }
        return context.json(await markPoint(parts, asked, wish), 200, NOT_KEPT)
      }
      const step = ({ confirmed: 'confirm', rejected: 'reject', marked: 'take_back' } as const)[state]
      const changed = await changePoint(parts, asked, async (_session, point, ground) => {
        // `marked` is the word for one state only: of the steps behind the confirmation /steps takes care.
        if (state === 'marked' && point.state !== 'CONFIRMED' && point.state !== 'REJECTED')
          throw noDecision()
        return steppedPoint(point, { step, note: asked.reason, overrides }, ground)
      })
      return context.json(changed, 200, NOT_KEPT)
    })
    .openapi(stepRoute, async (context) => {
      const request = context.req.valid('json')
      const wanted = { ...request, note: request.note ?? null }
      const asked = {
        id: context.req.valid('param').id,
        version: expectedVersion(context),
        actor: context.var.actor,
        action: ACTIONS[request.step],
        reason: wanted.note,
      }
      const changed = await changePoint(parts, asked, async (_session, point, ground) =>
        steppedPoint(point, wanted, ground),
      )
      return context.json(changed, 200, NOT_KEPT)
    })
}

function noDecision(): ProblemError {
  return new ProblemError(409, { detail: '该点位没有可撤回的决定。数据没有改动' })
}
