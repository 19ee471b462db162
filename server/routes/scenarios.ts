import { createRoute, z } from '@hono/zod-openapi'
import { scenarioAnswerSchema, scenarioRequestSchema, type ScenarioRequest } from '#core/api/programmes.ts'
import { weightFaults } from '#core/programme/weights.ts'
import { rankingRows } from '#core/programme/programme-figures.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import type { YearEvaluation } from '../compute/evaluations.ts'
import { ProblemError } from '../middleware/problem.ts'
import { openToEveryone } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'
import { yearSchema } from './query.ts'

const route = createRoute({
  ...openToEveryone(),
  method: 'post',
  path: '/api/programmes/{year}/scenarios',
  summary: '试算:换预算、排序规则、权重或剔除小区,不写入任何数据',
  description: 'strict 严格顺序,fill 顺延递补,optimise 优化试算(仅供参考,不是法定结果)。',
  tags: ['方案'],
  request: {
    params: z.object({ year: yearSchema }),
    body: { required: true, content: { 'application/json': { schema: scenarioRequestSchema } } },
  },
  responses: answeringOne('与排名相同的列表,以及合计', scenarioAnswerSchema),
})

export function scenarioRoutes({ evaluations }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const { year } = context.req.valid('param')
    const request = context.req.valid('json')
    const known = await evaluationOf(evaluations, year)
    refuseFaults(request, known)
    const evaluation = selectProgramme(known.prepared, request)
    const { compounds, buildings, households, floorArea, cost } = evaluation.totals
    return context.json(
      {
        ranking: rankingRows(evaluation),
        totals: { compounds, buildings, households, floorArea, cost, remaining: evaluation.remaining },
      },
      200,
      { 'cache-control': 'no-store' },
    )
  })
}

/** What only the register and the sheet can tell: unknown compounds, weights that do not fit. */
export function refuseFaults(request: ScenarioRequest, { compounds, scoringTable }: YearEvaluation): void {
  const ids = new Set(compounds.map((compound) => compound.id))
  const unknown = (request.exclude ?? []).filter((id) => !ids.has(id))
  const faults = [
    ...unknown.map((id) => ({ field: 'exclude', message: '没有这个编号的小区', value: id })),
    ...weightFaults(scoringTable, request.weights ?? {}).map((message) => ({ field: 'weights', message })),
  ]
  if (faults.length === 0) return
  throw new ProblemError(400, {
    detail: `请求内容中 ${faults.map(({ field, message }) => `${field}:${message}`).join(';')}`,
    errors: faults,
  })
}
