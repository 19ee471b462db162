import { createRoute } from '@hono/zod-openapi'
import { setUpRequestSchema, signInAnswerSchema } from '#core/api/accounts.ts'
import { personOf } from '../auth/sign-in.ts'
import { invalidFields, ProblemError } from '../middleware/problem.ts'
import { openToEveryone } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const route = createRoute({
  ...openToEveryone(),
  method: 'post',
  path: '/api/set-up',
  summary: '首次设置:凭控制台上的一次性代码建立系统管理员',
  tags: ['账号'],
  request: { body: { required: true, content: { 'application/json': { schema: setUpRequestSchema } } } },
  responses: answering('已建立的系统管理员', signInAnswerSchema),
})

export function setUpRoutes({ auth }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const result = await auth.setUp.complete(context.req.valid('json'))
    switch (result.kind) {
      case 'done':
        return context.json({ user: personOf(result.account) }, 200, { 'cache-control': 'no-store' })
      case 'faults':
        throw invalidFields(result.faults, 400)
      case 'not-needed':
        throw new ProblemError(409, { detail: '已有系统管理员,首次设置已经关闭。请直接登录' })
      case 'wrong-code':
        throw new ProblemError(403, {
          title: '一次性代码不对或已失效',
          detail: '请核对服务器控制台上最新的一次性代码;过期后控制台会打印新的。没有建立账号',
        })
    }
  })
}
