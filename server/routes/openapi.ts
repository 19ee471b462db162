import type { OpenAPIHono } from '@hono/zod-openapi'
import { createRoute, z } from '@hono/zod-openapi'
import type { ApiEnv } from '../middleware/identity.ts'
import type { Parts } from '../parts.ts'

const route = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  summary: '本说明',
  tags: ['服务'],
  responses: {
    200: {
      description: 'OpenAPI 3.1',
      content: { 'application/json': { schema: z.object({ openapi: z.string() }) } },
    },
  },
})

/** OpenAPI 3.1 of the whole service, made from the schemas the routes themselves check by. */
export function addOpenApiRoute(app: OpenAPIHono<ApiEnv>, { answers, version }: Parts): void {
  app.openapi(route, (context) =>
    answers.json(context, ['openapi'], async () => {
      const { openapi, ...document } = app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: '老旧小区改造一张图 Renewal Map',
          version,
          description:
            '长度 m,面积 m²,标高 m(1985 国家高程),管径 mm,流量 L/s,金额整数元,坐标经纬度(CGCS2000)。错误为 RFC 9457 problem+json。',
          license: { name: 'MIT' },
        },
        servers: [{ url: '/' }],
      })
      return { openapi, ...document }
    }),
  )
}
