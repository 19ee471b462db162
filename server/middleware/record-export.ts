import { createMiddleware } from 'hono/factory'
import { recordAudit } from '../store/audit.ts'
import type { AuditActor } from '../store/audit.ts'
import type { Store } from '../store/store.ts'
import type { Identity } from '../auth/auth.ts'
import type { ApiEnv } from './identity.ts'

/** Every file that leaves by /exports is on record before it goes: who, when, what of it. */
export function recordExports(store: Store) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    await next()
    if (context.res.status !== 200) return
    const { pathname, searchParams } = new URL(context.req.url)
    const entityId = decodeURIComponent(pathname.slice('/exports/'.length))
    const facts = context.get('exportFacts') ?? {}
    const actor = exporterOf(await context.var.identity(), `${context.req.method} ${pathname}`)
    await store.writeAside((session) =>
      recordAudit(session, {
        actor,
        action: 'export',
        entity: 'file',
        entityId,
        after: { ...Object.fromEntries(searchParams), ...facts },
      }),
    )
  })
}

/** Whoever is signed in; without that a visitor, who may still read where ACCESS=public. */
export function exporterOf(identity: Identity | null, request?: string): AuditActor {
  const asked = request === undefined ? {} : { request }
  if (identity === null) return { id: null, username: '未登录', name: '未登录', role: 'visitor', ...asked }
  const { id, username, name, role } = identity.person
  return { id, username, name, role, ...asked }
}
