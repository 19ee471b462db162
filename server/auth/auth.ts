import { randomBytes } from 'node:crypto'
import { roleSchema } from '#core/api/accounts.ts'
import type { Person } from '#core/api/accounts.ts'
import { recordAudit } from '../store/audit.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import type { Store } from '../store/store.ts'
import { createBetterAuth } from './better-auth.ts'
import type { BetterAuth } from './better-auth.ts'
import { createSetUp } from './set-up.ts'
import type { SetUp } from './set-up.ts'
import { createSignIn } from './sign-in.ts'
import type { SignIn } from './sign-in.ts'

/** However busy, a session ends this long after the password was given, ms. */
export const ABSOLUTE_MS = 12 * 60 * 60 * 1000

/** Somebody signed in, and the cookies that keep them so (empty when nothing changed). */
export interface Identity {
  readonly person: Person
  readonly sessionId: string
  readonly mustChangePassword: boolean
  readonly cookies: readonly string[]
}

/** Who is asking, and how one comes to be known. */
export interface Auth {
  readonly signIn: SignIn
  readonly setUp: SetUp
  /** The person a cookie stands for; null for none, a forged, an ended or a disabled one. */
  identify(cookie: string | undefined): Promise<Identity | null>
  /** @returns the cookies that make the browser forget */
  signOut(cookie: string | undefined): Promise<readonly string[]>
}

interface AuthWish {
  readonly store: Store
  readonly publicUrl: string | null
  /** Prints a line on the server's console. */
  say(line: string): void
}

export async function openAuth({ store, publicUrl, say }: AuthWish): Promise<Auth> {
  const library = createBetterAuth({ session: store, secret: await sessionSecret(store), publicUrl })
  return {
    signIn: createSignIn(store, library),
    setUp: createSetUp(store, say),
    identify: (cookie) => identify(library, cookie),
    async signOut(cookie) {
      const known = await identify(library, cookie)
      const { headers } = await library.api.signOut({ headers: cookieHeaders(cookie), returnHeaders: true })
      if (known !== null) {
        const { person } = known
        await store.writeAside((session) =>
          recordAudit(session, {
            actor: { ...person, request: 'POST /api/auth/sign-out' },
            action: 'sign_out',
            entity: 'account',
            entityId: person.id,
          }),
        )
      }
      return headers.getSetCookie()
    },
  }
}

async function identify(library: BetterAuth, cookie: string | undefined): Promise<Identity | null> {
  if (cookie === undefined) return null
  const { headers, response } = await library.api.getSession({
    headers: cookieHeaders(cookie),
    returnHeaders: true,
  })
  if (response === null) return null
  const { session, user } = response
  const tooOld = Date.now() - session.createdAt.getTime() > ABSOLUTE_MS
  const role = roleSchema.safeParse(user.role)
  if (tooOld || user.banned === true || !role.success) {
    await library.api.signOut({ headers: cookieHeaders(cookie) })
    return null
  }
  return {
    person: {
      id: user.id,
      username: user.username ?? '',
      name: user.name,
      role: role.data,
      subdistrictCode: user.subdistrictCode ?? null,
    },
    sessionId: session.id,
    mustChangePassword: user.mustChangePassword === true,
    cookies: headers.getSetCookie(),
  }
}

function cookieHeaders(cookie: string | undefined): Headers {
  return new Headers(cookie === undefined ? {} : { cookie })
}

/** Made once per database: a restored copy keeps its people signed in, another database's cookies mean nothing here. */
async function sessionSecret(store: Store): Promise<string> {
  return (
    (await readMeta(store, 'sessionSecret')) ??
    store.writeAside(async (session) => {
      const known = await readMeta(session, 'sessionSecret')
      if (known !== null) return known
      const secret = randomBytes(32).toString('base64url')
      await writeMeta(session, 'sessionSecret', secret)
      return secret
    })
  )
}
