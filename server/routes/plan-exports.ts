import { createRoute, z } from '@hono/zod-openapi'
import type { Plan } from '#core/api/plans.ts'
import { planSnapshot } from '#core/programme/plan/plan-snapshot.ts'
import { inputsOf } from '../compute/planning-view.ts'
import { annualPlanSheet } from '../export/annual-plan-sheet.ts'
import { XLSX } from '../export/compound-sheet.ts'
import { rankingSheet } from '../export/ranking-sheet.ts'
import { notFound } from '../middleware/problem.ts'
import type { Parts } from '../parts.ts'
import { readDataVersion } from '../store/data-version.ts'
import { readPlan } from '../store/plans.ts'
import { today } from '../today.ts'
import { createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const responses = { 200: { description: '电子表格', content: { [XLSX]: { schema: z.string() } } } } as const
const request = {
  query: z.object({
    year: yearSchema.optional(),
    plan: z.string().optional().openapi({ description: '方案编号;不填为现行结果' }),
  }),
}

const rankingRoute = createRoute({
  method: 'get',
  path: '/exports/ranking.xlsx',
  summary: '得分排名及入选公示表',
  tags: ['导出'],
  request,
  responses,
})
const annualPlanRoute = createRoute({
  method: 'get',
  path: '/exports/annual-plan.xlsx',
  summary: '年度改造计划表',
  tags: ['导出'],
  request,
  responses,
})

export function planExportRoutes({ evaluations, store }: Parts) {
  /** The plan asked for as it was frozen, else what the records give now. */
  async function planOf(id: string | undefined, asked: number | undefined): Promise<Plan> {
    if (id !== undefined) {
      const plan = await readPlan(store, id)
      if (plan === null) throw notFound(`没有编号为 ${id} 的方案`)
      return plan
    }
    const year = await planYear(evaluations, asked)
    const { compounds, prepared, programme } = await evaluationOf(evaluations, year)
    const sources = new Map(compounds.map(({ id: one, source }) => [one, source]))
    const input = { budget: programme.official.budget, policy: programme.policy.selection }
    const now = new Date().toISOString()
    return {
      id: 'standing',
      version: 1,
      year,
      series: 'standing',
      revision: 1,
      reason: null,
      name: '现行结果',
      note: '',
      author: '',
      createdAt: now,
      updatedAt: now,
      state: 'draft',
      wayOut: null,
      publicity: null,
      approval: null,
      dataVersion: await readDataVersion(store),
      official: programme.official,
      ...planSnapshot(prepared, inputsOf(prepared), input, (one) => sources.get(one) ?? 'survey'),
    }
  }

  return createApiApp()
    .openapi(rankingRoute, async (context) => {
      const { plan: id, year } = context.req.valid('query')
      const plan = await planOf(id, year)
      return file(await rankingSheet(plan, today()), `ranking-${plan.year}`, `得分排名-${plan.name}`)
    })
    .openapi(annualPlanRoute, async (context) => {
      const { plan: id, year } = context.req.valid('query')
      const plan = await planOf(id, year)
      const { compounds, programme } = await evaluationOf(evaluations, plan.year)
      const register = new Map(compounds.map((compound) => [compound.id, compound]))
      const bytes = await annualPlanSheet(plan, register, programme, today())
      return file(bytes, `annual-plan-${plan.year}`, `年度改造计划-${plan.name}`)
    })
}

function file(bytes: Uint8Array, plain: string, name: string): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': XLSX,
      'content-disposition': `attachment; filename="${plain}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`,
      'cache-control': 'no-store',
    },
  })
}
