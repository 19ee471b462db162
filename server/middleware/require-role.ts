import { createMiddleware } from 'hono/factory'
import { isOwnArea } from '#core/access/roles.ts'
import type { Role } from '#core/access/roles.ts'
import type { Person } from '#core/api/accounts.ts'
import { roleNames } from '../auth/role-names.ts'
import type { ApiEnv } from './identity.ts'
import { ProblemError } from './problem.ts'

/** The one thing somebody with a password set by others may do. */
const OWN_PASSWORD = '/api/me/password'

/** The signed-in person behind a request, as the audit log takes them. */
export interface Actor extends Person {
  /** Method and path, e.g. `PATCH /api/compounds/XQ-001`. */
  readonly request: string
}

/** Who may use a route: everybody, everybody signed in, or these roles. Stands in OpenAPI as `x-access`. */
export type Access = 'everyone' | 'signed-in' | readonly Role[]

/**
 * Closes a route to everybody but these roles. Spread it into `createRoute`; OpenAPI and the access table then say so,
 * and the handler finds the person in `context.var.actor`:
 *
 * @example
 * createRoute({ ...requireRole('planner', 'subdistrict'), method: 'patch', path: '/api/compounds/{id}', … })
 */
export function requireRole(...roles: readonly [Role, ...Role[]]) {
  return { 'x-access': roles as Access, middleware: actorIn(roles) }
}

/** As `requireRole`, for anybody signed in. */
export function requireSignIn() {
  return { 'x-access': 'signed-in' as Access, middleware: actorIn(null) }
}

/**
 * Says that a route which writes nothing is open to everybody although its method is not GET; GET routes without a
 * word are. With `ACCESS=private` everybody means everybody signed in.
 */
export function openToEveryone() {
  return { 'x-access': 'everyone' as Access }
}

/** 403 where a 镇街 works outside its own area; other roles pass. */
export function requireOwnArea(actor: Person, subdistrictCode: string): void {
  if (isOwnArea(actor, subdistrictCode)) return
  throw new ProblemError(403, {
    detail: `镇街账号只能办理本辖区的小区。数据没有改动;跨辖区事项请交由${roleNames.planner}办理`,
  })
}

function actorIn(roles: readonly Role[] | null) {
  return createMiddleware<ApiEnv & { Variables: { actor: Actor } }>(async (context, next) => {
    const identity = await context.var.identity()
    if (identity === null) throw signInFirst()
    const { person, mustChangePassword } = identity
    if (mustChangePassword && context.req.path !== OWN_PASSWORD) {
      throw new ProblemError(403, {
        title: '请先修改密码',
        detail: '这是别人设的初始密码。请先改成自己的密码,再办理业务;数据没有改动',
      })
    }
    if (roles !== null && !roles.includes(person.role)) {
      throw new ProblemError(403, {
        detail: `当前账号是${roleNames[person.role]},本操作需要${roles.map((role) => roleNames[role]).join('或')}。数据没有改动`,
      })
    }
    context.set('actor', { ...person, request: `${context.req.method} ${context.req.path}` })
    await next()
  })
}

export function signInFirst(): ProblemError {
  return new ProblemError(401, { detail: '尚未登录,或登录已过期。请登录后重试;数据没有改动' })
}
