import { createRoute, z } from '@hono/zod-openapi'
import {
  compoundCollectionSchema,
  compoundDetailSchema,
  eligibilitySchema,
  type CompoundFeature,
} from '#core/api/compounds.ts'
import { compoundDetail, compoundFeatures } from '../compute/compound-view.ts'
import { notFound } from '../middleware/problem.ts'
import type { Parts } from '../parts.ts'
import { compoundIdsInBox } from '../store/compounds.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { boxSchema, pageOf, pageSchema, yearSchema } from './query.ts'

const eligibilityValues = eligibilitySchema.options

const eligibilityListSchema = z
  .string()
  .transform((text, context) => {
    const wanted = text.split(',').map((part) => part.trim())
    const known = eligibilityValues.filter((value) => wanted.includes(value))
    if (known.length === new Set(wanted).size) return known
    context.addIssue({
      code: 'custom',
      message: `应为 ${eligibilityValues.join('、')} 之一或几个(逗号分开)`,
      input: text,
    })
    return z.NEVER
  })
  .openapi({ type: 'string', example: 'eligible,conditional', description: '资格,可用逗号列出几个' })

const listRoute = createRoute({
  method: 'get',
  path: '/api/compounds',
  summary: '全部小区,按所给年度判定资格、评分和入选',
  tags: ['小区'],
  request: {
    query: pageSchema.extend({
      year: yearSchema.optional(),
      bbox: boxSchema.optional(),
      subdistrict: z.string().optional().openapi({ description: '镇街代码或名称' }),
      eligibility: eligibilityListSchema.optional(),
      q: z
        .string()
        .max(100, '最多 100 个字')
        .optional()
        .openapi({ description: '名称、编号、镇街或社区的一部分' }),
    }),
  },
  responses: answering('GeoJSON 要素集,按编号', compoundCollectionSchema),
})

const oneRoute = createRoute({
  method: 'get',
  path: '/api/compounds/{id}',
  summary: '一个小区:楼栋、每项资格检查、评分表、所处阶段',
  tags: ['小区'],
  request: {
    params: z.object({ id: z.string().openapi({ description: '小区编号' }) }),
    query: z.object({ year: yearSchema.optional() }),
  },
  responses: answeringOne('GeoJSON 要素', compoundDetailSchema),
})

export function compoundRoutes({ answers, derived, evaluations, store }: Parts) {
  const featuresOf = (year: number): Promise<CompoundFeature[]> =>
    derived.get(`compound features ${year}`, async () =>
      compoundFeatures(await evaluationOf(evaluations, year)),
    )

  return createApiApp()
    .openapi(listRoute, async (context) => {
      const { year: asked, bbox, subdistrict, eligibility, q, limit, cursor } = context.req.valid('query')
      const year = await planYear(evaluations, asked)
      const key = ['compounds', year, bbox, subdistrict, eligibility, q, limit, cursor]
      return answers.json(context, key, async () => {
        const inBox = bbox === undefined ? null : await compoundIdsInBox(store, bbox)
        const words = q?.trim().toLowerCase() ?? ''
        const matched = (await featuresOf(year)).filter(
          ({ id, properties }) =>
            (inBox === null || inBox.has(id)) &&
            (subdistrict === undefined ||
              properties.subdistrictCode === subdistrict ||
              properties.subdistrict === subdistrict) &&
            (eligibility === undefined || eligibility.includes(properties.eligibility)) &&
            (words === '' || searchTextOf(properties).includes(words)),
        )
        const { page, next } = pageOf(matched, limit, cursor)
        return {
          type: 'FeatureCollection' as const,
          features: [...page],
          ...(next === undefined ? {} : { next }),
          numberMatched: matched.length,
          numberReturned: page.length,
        }
      })
    })
    .openapi(oneRoute, async (context) => {
      const { id } = context.req.valid('param')
      const year = await planYear(evaluations, context.req.valid('query').year)
      return answers.json(context, ['compound', year, id], async () => {
        const detail = compoundDetail(await evaluationOf(evaluations, year), id)
        if (detail === null) throw notFound(`没有编号为 ${id} 的小区`)
        return detail
      })
    })
}

function searchTextOf(properties: CompoundFeature['properties']): string {
  const { id, name, subdistrict, community } = properties
  return [id, name, subdistrict, community ?? ''].join('\n').toLowerCase()
}
