import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Parts } from '../parts.ts'

/** OpenAPI 3.1 of everything under /api, made from the schemas the routes themselves check by. */
export function addOpenApiRoute(app: OpenAPIHono, { answers, version }: Parts): void {
  app.get('/api/openapi.json', (context) =>
    answers.json(context, ['openapi'], async () =>
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: '老旧小区改造一张图 Renewal Map',
          version,
          description:
            '长度 m,面积 m²,标高 m(1985 国家高程),管径 mm,流量 L/s,金额整数元,坐标经纬度(CGCS2000)。错误为 RFC 9457 problem+json。',
          license: { name: 'MIT' },
        },
        servers: [{ url: '/' }],
      }),
    ),
  )
}
