import { createRoute, z } from '@hono/zod-openapi'
import { planningSchema } from '#core/api/planning.ts'
import { programmeListSchema, programmeSchema, rankingRowSchema } from '#core/api/programmes.ts'
import { rankingRows } from '#core/programme/programme-figures.ts'
import { planningView } from '../compute/planning-view.ts'
import { programmeAnswer } from '../compute/programme-view.ts'
import { readProgrammes } from '../store/programmes.ts'
import type { Parts } from '../parts.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'
import { yearSchema } from './query.ts'

const params = z.object({ year: yearSchema })

const listRoute = createRoute({
  method: 'get',
  path: '/api/programmes',
  summary: '各年度方案',
  tags: ['方案'],
  responses: answering('最新的在前', programmeListSchema),
})

const oneRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{year}',
  summary: '一个年度的方案:公文口径与系统合计',
  description:
    'official 出自公文,computed 由入选小区的记录合计,从不缩放凑数;difference = computed − official。',
  tags: ['方案'],
  request: { params },
  responses: answeringOne('方案', programmeSchema),
})

const rankingRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{year}/ranking',
  summary: '得分排名及入选情况',
  description: '未入选的每一行都有原因;rank 为 null 表示不参加排名。',
  tags: ['方案'],
  request: { params },
  responses: answeringOne('按名次', z.array(rankingRowSchema)),
})

const planningRoute = createRoute({
  method: 'get',
  path: '/api/programmes/{year}/planning',
  summary: '试算所需的全部数据(按列),页面据此自行计算',
  description: '与服务端同一套规则、同一份数据;inputs 为内容摘要,保存方案时核对。',
  tags: ['方案'],
  request: { params },
  responses: answeringOne('评分表、资金规则和台账各列', planningSchema),
})

export function programmeRoutes({ answers, evaluations, store }: Parts) {
  return createApiApp()
    .openapi(listRoute, (context) =>
      answers.json(context, ['programmes'], async () => ({
        items: (await readProgrammes(store)).map(({ year, title, documentNumber }) => ({
          year,
          title,
          documentNumber,
        })),
      })),
    )
    .openapi(oneRoute, (context) => {
      const { year } = context.req.valid('param')
      return answers.json(context, ['programme', year], async () =>
        programmeAnswer(await evaluationOf(evaluations, year)),
      )
    })
    .openapi(rankingRoute, (context) => {
      const { year } = context.req.valid('param')
      return answers.json(context, ['ranking', year], async () =>
        rankingRows((await evaluationOf(evaluations, year)).evaluation),
      )
    })
    .openapi(planningRoute, (context) => {
      const { year } = context.req.valid('param')
      return answers.json(context, ['planning', year], async () =>
        planningView((await evaluationOf(evaluations, year)).prepared),
      )
    })
}
