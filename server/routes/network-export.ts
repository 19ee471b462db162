import { createRoute, z } from '@hono/zod-openapi'
import { withBranches } from '#core/drainage/with-branches.ts'
import { RETURN_PERIOD_YEARS } from '../compute/connect-plan.ts'
import { connectionInput } from '../compute/connection-inputs.ts'
import { storedBranches } from '../compute/laid-branches.ts'
import { encodeNetworkInp } from '../export/network-inp.ts'
import { networkTitle } from '../export/network-title.ts'
import { openToEveryone } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { readConnections } from '../store/connections.ts'
import { readPipes, readWells } from '../store/network.ts'
import { createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const route = createRoute({
  ...openToEveryone(),
  method: 'get',
  path: '/exports/network.inp',
  summary: '雨水管网与各小区新建支管,EPA SWMM 5 格式,坐标为 EPSG:4549 平面米',
  tags: ['导出'],
  request: {
    query: z.object({
      year: yearSchema.optional(),
      returnPeriod: z.coerce
        .number()
        .min(1)
        .max(100)
        .optional()
        .openapi({ description: '设计降雨的重现期,年' }),
    }),
  },
  responses: { 200: { description: 'SWMM 输入文件', content: { 'text/plain': { schema: z.string() } } } },
})

export function networkExportRoutes({ evaluations, store, drainageRules: rules }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const { year: asked, returnPeriod = RETURN_PERIOD_YEARS } = context.req.valid('query')
    const year = await planYear(evaluations, asked)
    const { compounds } = await evaluationOf(evaluations, year)
    const [wells, pipes] = [await readWells(store), await readPipes(store)]
    const ground = { compounds: [], register: [], baseFeatures: [], wells, pipes }
    const { input } = connectionInput(ground, rules, returnPeriod)
    const branches = storedBranches(await readConnections(store, year), compounds, rules)
    const isDemo = [...wells, ...pipes].some(({ source }) => source === 'demo')
    const text = encodeNetworkInp({
      ...withBranches(input, branches, rules.roughness.newPipe),
      rules,
      returnPeriod,
      title: networkTitle({ year, returnPeriod, rules, branches: branches.length, isDemo, crs: 'EPSG:4549' }),
    })
    return context.text(text, 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="network-${year}.inp"`,
      'cache-control': 'no-store',
    })
  })
}
