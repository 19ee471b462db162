import { createRoute, z } from '@hono/zod-openapi'
import { passwordChangeSchema } from '#core/api/accounts.ts'
import { changePassword } from '../auth/change-password.ts'
import { describePasswordFault } from '../auth/describe-password-fault.ts'
import { invalidFields, ProblemError } from '../middleware/problem.ts'
import { requireSignIn, signInFirst } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const route = createRoute({
  ...requireSignIn(),
  method: 'post',
  path: '/api/me/password',
  summary: '改自己的密码;其他设备上的登录随之结束',
  tags: ['账号'],
  request: { body: { required: true, content: { 'application/json': { schema: passwordChangeSchema } } } },
  responses: answering('已改', z.object({ changed: z.literal(true) })),
})

export function ownPasswordRoutes({ store }: Parts) {
  return createApiApp().openapi(route, async (context) => {
    const identity = await context.var.identity()
    if (identity === null) throw signInFirst()
    const result = await changePassword(store, identity, context.req.valid('json'))
    switch (result.kind) {
      case 'changed':
        return context.json({ changed: true as const }, 200, { 'cache-control': 'no-store' })
      case 'wrong':
        throw invalidFields([{ field: 'current', message: '原密码不正确' }], 400)
      case 'same':
        throw invalidFields([{ field: 'next', message: '新密码与原密码相同' }], 400)
      case 'weak':
        throw invalidFields(
          result.faults.map((fault) => ({ field: 'next', message: describePasswordFault(fault) })),
          400,
        )
      case 'wait':
        throw new ProblemError(
          429,
          { title: '账号已暂时锁定', detail: '原密码连续输错,请稍后再试。密码没有改动' },
          { 'retry-after': String(result.seconds) },
        )
    }
  })
}
