import type { MiddlewareHandler } from 'hono'
import { ProblemError } from './problem.ts'

/** `ACCESS=private` closes everything but health (and, once there are accounts, sign-in). */
export function closeUnlessHealth(): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.path !== '/api/health') {
      throw new ProblemError(401, { detail: '本服务设为不公开(ACCESS=private),登录后才能查看' })
    }
    await next()
  }
}
