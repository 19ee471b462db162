import { createRoute, z } from '@hono/zod-openapi'
import { fieldSheetSchema } from '#core/api/field-sheet.ts'
import { fieldSheetOf } from '../compute/field-sheet-view.ts'
import { staleCompounds } from '../compute/stale-connections.ts'
import { notFound } from '../middleware/problem.ts'
import { readBaseFeatures } from '../store/base-features.ts'
import { readConnection } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import type { Parts } from '../parts.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf } from './plan-year.ts'

const route = createRoute({
  method: 'get',
  path: '/api/connections/{id}/field-sheet',
  summary: '一个接驳点的现场单:点位、井和管段资料,以及草图所需的周边',
  tags: ['接驳'],
  request: { params: z.object({ id: z.string().openapi({ description: '接驳点编号' }) }) },
  responses: answeringOne('现场单', fieldSheetSchema),
})

export function fieldSheetRoutes({ answers, derived, drainageRules, evaluations, store }: Parts) {
  return createApiApp().openapi(route, (context) => {
    const { id } = context.req.valid('param')
    return answers.json(context, ['field-sheet', id], async () => {
      const connection = await readConnection(store, id)
      if (connection === null) throw notFound(`没有编号为 ${id} 的接驳点`)
      const { compounds } = await evaluationOf(evaluations, connection.year)
      const compound = compounds.find((one) => one.id === connection.compoundId)
      if (compound === undefined) throw notFound(`没有编号为 ${connection.compoundId} 的小区`)
      const [pipes, wells, baseFeatures, stale] = await Promise.all([
        derived.get('pipes', () => readPipes(store)),
        derived.get('wells', () => readWells(store)),
        derived.get('base features', () => readBaseFeatures(store)),
        staleCompounds({ store, derived, evaluations, drainageRules }, connection.year),
      ])
      return fieldSheetOf(connection, { compound, compounds, pipes, wells, baseFeatures, stale })
    })
  })
}
