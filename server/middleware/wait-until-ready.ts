import type { MiddlewareHandler } from 'hono'
import type { Readiness } from '../readiness.ts'
import { ProblemError } from './problem.ts'

/** 503 while the first data is on its way in: half a programme is worse than none. */
export function waitUntilReady(readiness: Readiness): MiddlewareHandler {
  return async (_context, next) => {
    if (!readiness.ready) {
      throw new ProblemError(503, { detail: `${readiness.step},请稍候再试` }, { 'retry-after': '1' })
    }
    await next()
  }
}
