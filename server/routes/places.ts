import { createRoute } from '@hono/zod-openapi'
import { subdistrictListSchema } from '#core/api/places.ts'
import { readCommunities, readSubdistricts } from '../store/places.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/subdistricts',
  summary: '镇街及其社区、村',
  tags: ['地图'],
  responses: answering('镇街,按代码', subdistrictListSchema),
})

export function placeRoutes({ answers, store }: Parts) {
  return createApiApp().openapi(route, (context) =>
    answers.json(context, ['subdistricts'], async () => {
      const communities = await readCommunities(store)
      return {
        items: (await readSubdistricts(store)).map((subdistrict) => ({
          ...subdistrict,
          communities: communities
            .filter((community) => community.subdistrictCode === subdistrict.code)
            .map(({ code, name }) => ({ code, name })),
        })),
      }
    }),
  )
}
