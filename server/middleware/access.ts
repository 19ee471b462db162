import { createMiddleware } from 'hono/factory'
import type { ApiEnv } from './identity.ts'
import { ProblemError } from './problem.ts'

/** What somebody needs in order to sign in. */
const ALWAYS_OPEN = new Set([
  '/api/health',
  '/api/me',
  '/api/set-up',
  '/api/auth/sign-in/username',
  '/api/auth/sign-out',
])

/** `ACCESS=private`: everything but health and sign-in is for people who are signed in. */
export function closeUnlessSignedIn() {
  return createMiddleware<ApiEnv>(async (context, next) => {
    if (!ALWAYS_OPEN.has(context.req.path) && (await context.var.identity()) === null) {
      throw new ProblemError(401, { detail: '本服务设为不公开(ACCESS=private),登录后才能查看' })
    }
    await next()
  })
}
