import { createRoute, z } from '@hono/zod-openapi'
import { briefingSchema } from '#core/api/briefing.ts'
import { briefingOf, briefingOfPlan } from '../compute/briefing-view.ts'
import { notFound } from '../middleware/problem.ts'
import { readConnections } from '../store/connections.ts'
import { readPlan } from '../store/plans.ts'
import type { Parts } from '../parts.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'
import { yearSchema } from './query.ts'

const route = createRoute({
  method: 'get',
  path: '/api/programmes/{year}/briefing',
  summary: '汇报:一个年度方案的全部汇报数字',
  description:
    '与工作台、排名和接驳各接口同源:同一次评定、同一批接驳点,不另行计算。指明方案时取其冻结内容,方案未含的项为 null。',
  tags: ['方案'],
  request: {
    params: z.object({ year: yearSchema }),
    query: z.object({
      plan: z.string().optional().openapi({ description: '已存方案的编号;不填为现行结果' }),
    }),
  },
  responses: answeringOne('任务总量、分布、资格与得分、入选方案、接驳', briefingSchema),
})

export function briefingRoutes({ answers, derived, evaluations, store }: Parts) {
  return createApiApp().openapi(route, (context) => {
    const { year } = context.req.valid('param')
    const { plan: id } = context.req.valid('query')
    return answers.json(context, ['briefing', year, id], async () => {
      const known = await evaluationOf(evaluations, year)
      if (id === undefined) {
        const connections = await derived.get(`connections ${year}`, () => readConnections(store, year))
        return briefingOf(known, connections)
      }
      const plan = await readPlan(store, id)
      if (plan === null || plan.year !== year) throw notFound(`${year} 年度没有编号为 ${id} 的方案`)
      return briefingOfPlan(known, plan)
    })
  })
}
