import { betterAuth } from 'better-auth'
import { admin, username } from 'better-auth/plugins'
import { createAccessControl } from 'better-auth/plugins/access'
import { isUserName, normaliseUserName } from '#core/access/account-names.ts'
import { PASSWORD_MAX_LENGTH } from '#core/access/password-rules.ts'
import { ROLES } from '#core/access/roles.ts'
import type { StoreDialect } from '../store/dialect.ts'
import type { Session } from '../store/session.ts'

/** A session nobody uses ends after this long, s. */
export const IDLE_SECONDS = 2 * 60 * 60

/** Using a session puts its end off, at most this often, s. */
const REFRESH_SECONDS = 60

export interface BetterAuthWish {
  readonly session: Session
  readonly secret: string
  /** Where people reach the service, if the operator said so; over https the cookie is Secure. */
  readonly publicUrl: string | null
}

/**
 * The sign-in library, kept to what it is here for: checking a password, opening, refreshing and ending sessions. None
 * of its own routes is served; ours call it, and the origin check, the lockout and the limits stand in front of it.
 */
export function createBetterAuth({ session: { db, dialect }, secret, publicUrl }: BetterAuthWish) {
  return betterAuth({
    appName: 'renewal-map',
    baseURL: publicUrl ?? 'http://127.0.0.1',
    basePath: '/api/auth',
    secret,
    database: { db, type: libraryName(dialect) },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: PASSWORD_MAX_LENGTH },
    user: {
      modelName: 'users',
      additionalFields: {
        subdistrictCode: { type: 'string', required: false, input: false },
        mustChangePassword: { type: 'boolean', required: false, input: false, defaultValue: false },
      },
    },
    account: { modelName: 'credentials' },
    verification: { modelName: 'verifications' },
    session: { modelName: 'sessions', expiresIn: IDLE_SECONDS, updateAge: REFRESH_SECONDS },
    advanced: {
      cookiePrefix: 'renewal-map',
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true, path: '/' },
      // Every unsafe request has passed our own check of its origin by then.
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 32,
        usernameNormalization: normaliseUserName,
        usernameValidator: (name) => isUserName(normaliseUserName(name)),
      }),
      // Disabled accounts get no session; what roles may do is decided by our own table.
      admin({ defaultRole: 'leader', adminRoles: ['admin'], roles: everyRole() }),
    ],
  })
}

export type BetterAuth = ReturnType<typeof createBetterAuth>

function libraryName({ name }: StoreDialect): 'sqlite' | 'postgres' {
  return name
}

/** The library wants each role defined; none may do anything through it. */
function everyRole() {
  const nothing = createAccessControl({ nothing: [] }).newRole({ nothing: [] })
  return Object.fromEntries(ROLES.map((role) => [role, nothing]))
}
