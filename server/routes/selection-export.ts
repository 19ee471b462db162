import { createRoute, z } from '@hono/zod-openapi'
import { selectionExportSchema } from '#core/api/sets.ts'
import { compoundFeatures } from '../compute/compound-view.ts'
import { compoundSheet, XLSX } from '../export/compound-sheet.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { openToEveryone } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { readSet } from '../store/compound-sets.ts'
import { createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const file = { 200: { description: '电子表格', content: { [XLSX]: { schema: z.string() } } } } as const

const pickedRoute = createRoute({
  ...openToEveryone(),
  method: 'post',
  path: '/exports/selection.xlsx',
  summary: '所选小区的清单,不写入任何数据',
  tags: ['导出'],
  request: {
    body: { required: true, content: { 'application/json': { schema: selectionExportSchema } } },
  },
  responses: file,
})
const setRoute = createRoute({
  method: 'get',
  path: '/exports/selection.xlsx',
  summary: '一个小区集的清单',
  tags: ['导出'],
  request: {
    query: z.object({ set: z.string().openapi({ description: '小区集编号' }), year: yearSchema.optional() }),
  },
  responses: file,
})

export function selectionExportRoutes({ evaluations, store }: Parts) {
  async function answer(
    ids: readonly string[],
    asked: number | undefined,
    { title, columns }: { readonly title: string; readonly columns?: readonly string[] | undefined },
  ): Promise<Response> {
    const year = await planYear(evaluations, asked)
    const wanted = new Set(ids)
    const compounds = compoundFeatures(await evaluationOf(evaluations, year)).filter(({ id }) =>
      wanted.has(id),
    )
    if (compounds.length === 0) {
      throw new ProblemError(400, { detail: '所选小区都不在本年度台账中,没有可导出的内容' })
    }
    if (columns !== undefined) {
      const place = new Map(ids.map((id, at) => [id, at]))
      compounds.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    }
    const bytes = await compoundSheet({
      title,
      year,
      compounds,
      ...(columns === undefined ? {} : { columns }),
    })
    return new Response(bytes as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': XLSX,
        'content-disposition': `attachment; filename="selection-${year}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}-${year}.xlsx`)}`,
        'cache-control': 'no-store',
      },
    })
  }

  return createApiApp()
    .openapi(pickedRoute, (context) => {
      const { compoundIds, year, title, columns } = context.req.valid('json')
      return answer(compoundIds, year, {
        title: title === undefined || title === '' ? '所选小区清单' : title,
        columns,
      })
    })
    .openapi(setRoute, async (context) => {
      const { set: id, year } = context.req.valid('query')
      const set = await readSet(store, id)
      if (set === null) throw notFound(`没有编号为 ${id} 的小区集,可能已被删除`)
      return answer(set.compoundIds, year, { title: set.name })
    })
}
