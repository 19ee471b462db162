import type { z } from '@hono/zod-openapi'
import { OpenAPIHono } from '@hono/zod-openapi'
import { problemSchema } from '#core/api/service.ts'
import type { ApiEnv } from '../middleware/identity.ts'
import { refuseInvalidInput } from '../middleware/invalid-input.ts'

/** A small app for one resource; the whole is made of many, joined with `.route('/', app)`. */
export function createApiApp(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalidInput })
}

const problem = { 'application/problem+json': { schema: problemSchema } }

/** The answer of a route as OpenAPI says it, with the problems every route may answer. */
export function answering<Schema extends z.ZodType>(description: string, schema: Schema) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    400: { description: '请求有误:哪一项、现值、应为什么', content: problem },
    503: { description: '服务正在启动', content: problem },
  } as const
}

/** As `answering`, for one record. */
export function answeringOne<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { ...answering(description, schema), 404: { description: '没有找到', content: problem } } as const
}
