import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Auth, Identity } from '../auth/auth.ts'

/** What the context of every route carries. */
export interface ApiEnv {
  Variables: {
    /** Who asks; looked up once, when somebody wants to know. */
    identity: () => Promise<Identity | null>
    /** What the audit log keeps of a file that is handed out. */
    exportFacts?: Readonly<Record<string, unknown>>
  }
}

/** Puts the asking person within reach of every route; a session put off gets its new cookie with the answer. */
export function identify(auth: Auth): MiddlewareHandler<ApiEnv> {
  return createMiddleware<ApiEnv>(async (context, next) => {
    let asked: Promise<Identity | null> | undefined
    const identity = (): Promise<Identity | null> => (asked ??= auth.identify(context.req.header('cookie')))
    context.set('identity', identity)
    await next()
    const cookies = (await asked)?.cookies ?? []
    for (const cookie of cookies) context.header('set-cookie', cookie, { append: true })
  })
}
