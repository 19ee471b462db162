import { createRoute, z } from '@hono/zod-openapi'
import { meSchema, signInAnswerSchema, signInRequestSchema } from '#core/api/accounts.ts'
import type { SignInResult } from '../auth/sign-in.ts'
import { ProblemError } from '../middleware/problem.ts'
import { openToEveryone } from '../middleware/require-role.ts'
import { visitorOf } from '../middleware/visitor.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'

const NOT_STORED = { 'cache-control': 'no-store' }

const signInRoute = createRoute({
  ...openToEveryone(),
  method: 'post',
  path: '/api/auth/sign-in/username',
  summary: '登录:用户名和密码,换得会话 cookie',
  description: '连续输错会锁定账号:429,Retry-After 给出等待的秒数。',
  tags: ['账号'],
  request: { body: { required: true, content: { 'application/json': { schema: signInRequestSchema } } } },
  responses: answering('已登录', signInAnswerSchema),
})

const signOutRoute = createRoute({
  ...openToEveryone(),
  method: 'post',
  path: '/api/auth/sign-out',
  summary: '退出登录',
  tags: ['账号'],
  responses: answering('已退出', z.object({ user: z.null() })),
})

const meRoute = createRoute({
  ...openToEveryone(),
  method: 'get',
  path: '/api/me',
  summary: '当前登录的人;未登录为 null',
  tags: ['账号'],
  responses: answering('当前登录的人', meSchema),
})

/** Signing in and out, and who is signed in. */
export function signInRoutes({ auth, trustProxy }: Parts) {
  return createApiApp()
    .openapi(signInRoute, async (context) => {
      const result = await auth.signIn(context.req.valid('json'), visitorOf(context, trustProxy))
      if (result.kind !== 'signed-in') throw refusalOf(result)
      for (const cookie of result.cookies) context.header('set-cookie', cookie, { append: true })
      return context.json({ user: result.person }, 200, NOT_STORED)
    })
    .openapi(signOutRoute, async (context) => {
      for (const cookie of await auth.signOut(context.req.header('cookie'))) {
        context.header('set-cookie', cookie, { append: true })
      }
      return context.json({ user: null }, 200, NOT_STORED)
    })
    .openapi(meRoute, async (context) => {
      const identity = await context.var.identity()
      const [mustChangePassword, needsSetUp] = [
        identity?.mustChangePassword ?? false,
        identity === null && (await auth.setUp.isNeeded()),
      ]
      return context.json({ user: identity?.person ?? null, mustChangePassword, needsSetUp }, 200, NOT_STORED)
    })
}

function refusalOf(result: Exclude<SignInResult, { kind: 'signed-in' }>): ProblemError {
  switch (result.kind) {
    case 'wrong':
      return new ProblemError(401, {
        title: '用户名或密码不正确',
        detail: '请检查大小写和输入法后重试;连续输错会暂时锁定账号',
      })
    case 'disabled':
      return new ProblemError(403, { title: '账号已停用', detail: '请联系安全管理员重新启用' })
    case 'wait': {
      const minutes = Math.ceil(result.seconds / 60)
      const [title, detail] =
        result.whose === 'account'
          ? ['账号已暂时锁定', `密码连续输错,请 ${minutes} 分钟后再试,或请安全管理员重置密码`]
          : ['尝试过于频繁', `此网络地址的失败登录过多,请 ${minutes} 分钟后再试`]
      return new ProblemError(429, { title, detail }, { 'retry-after': String(result.seconds) })
    }
  }
}
