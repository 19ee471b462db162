import { createRoute } from '@hono/zod-openapi'
import { settingsSchema } from '#core/api/service.ts'
import { boundsOf } from '../compute/bounds.ts'
import { unconfirmedNotes } from '../compute/unconfirmed.ts'
import { hasDemoCompounds } from '../store/compounds.ts'
import { readDataVersion } from '../store/data-version.ts'
import { readSubdistricts } from '../store/places.ts'
import { readProgrammes } from '../store/programmes.ts'
import { readScoringTable } from '../store/scoring-tables.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'
import { planYear } from './plan-year.ts'

const route = createRoute({
  method: 'get',
  path: '/api/settings',
  summary: '页面绘制之前需要知道的一切',
  tags: ['服务'],
  responses: answering('设置', settingsSchema),
})

export function settingsRoutes(parts: Parts) {
  const {
    answers,
    attachmentMaxBytes,
    baseMaps,
    drainageRules,
    evaluations,
    mapApprovalNumber,
    store,
    version,
  } = parts
  return createApiApp().openapi(route, (context) =>
    answers.json(context, ['settings'], async () => {
      const programmes = await readProgrammes(store)
      return {
        version,
        dataVersion: String(await readDataVersion(store)),
        demo: await hasDemoCompounds(store),
        years: programmes.map((programme) => programme.year),
        defaultYear: await planYear(evaluations, undefined),
        bounds: await boundsOf(store),
        baseMaps: [...baseMaps],
        mapApprovalNumber,
        attachmentMaxBytes,
        subdistricts: (await readSubdistricts(store)).map(({ code, name }) => ({ code, name })),
        unconfirmed: unconfirmedNotes(programmes[0] ?? null, await readScoringTable(store), drainageRules),
      }
    }),
  )
}
