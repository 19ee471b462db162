import { createRoute, z } from '@hono/zod-openapi'
import { briefingSchema } from '#core/api/briefing.ts'
import { briefingOf } from '../compute/briefing-view.ts'
import { readConnections } from '../store/connections.ts'
import type { Parts } from '../parts.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'
import { yearSchema } from './query.ts'

const route = createRoute({
  method: 'get',
  path: '/api/programmes/{year}/briefing',
  summary: '汇报:一个年度方案的全部汇报数字',
  description: '与工作台、排名和接驳各接口同源:同一次评定、同一批接驳点,不另行计算。',
  tags: ['方案'],
  request: { params: z.object({ year: yearSchema }) },
  responses: answeringOne('任务总量、分布、资格与得分、入选方案、接驳', briefingSchema),
})

export function briefingRoutes({ answers, derived, evaluations, store }: Parts) {
  return createApiApp().openapi(route, (context) => {
    const { year } = context.req.valid('param')
    return answers.json(context, ['briefing', year], async () =>
      briefingOf(
        await evaluationOf(evaluations, year),
        await derived.get(`connections ${year}`, () => readConnections(store, year)),
      ),
    )
  })
}
