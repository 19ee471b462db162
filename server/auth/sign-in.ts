import { isUserName, normaliseUserName } from '#core/access/account-names.ts'
import { LOCK_MS } from '#core/access/lockout.ts'
import type { SignInTries } from '#core/access/lockout.ts'
import { roleSchema } from '#core/api/accounts.ts'
import type { Person, SignInRequest } from '#core/api/accounts.ts'
import { readAccountByUsername } from '../store/accounts.ts'
import type { StoredAccount } from '../store/accounts.ts'
import { recordAudit } from '../store/audit.ts'
import { clearSignInFailures } from '../store/sign-in-failures.ts'
import type { Store } from '../store/store.ts'
import { createAddressLimit } from './address-limit.ts'
import type { BetterAuth } from './better-auth.ts'
import { beginTry } from './tries.ts'

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly person: Person; readonly cookies: readonly string[] }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'disabled' }
  /** Too many wrong passwords, of this account or from this address. */
  | { readonly kind: 'wait'; readonly whose: 'account' | 'address'; readonly seconds: number }

/** Where the try comes from, as the socket says. */
export interface Visitor {
  readonly address: string
  readonly userAgent: string | null
}

export type SignIn = (request: SignInRequest, visitor: Visitor) => Promise<SignInResult>

/** Checks name and password; failures are counted per account and, far more generously, per address. */
export function createSignIn(store: Store, library: BetterAuth): SignIn {
  const addresses = createAddressLimit()

  return async ({ username: typed, password }, visitor) => {
    const username = normaliseUserName(typed)
    const waitMs = addresses.waitMs(visitor.address, Date.now())
    if (waitMs > 0) return wait('address', waitMs)
    const verdict = await beginTry(store, username)
    if (!verdict.allowed) return wait('account', verdict.waitMs)
    const checked = isUserName(username) ? await check(library, username, password, visitor) : null
    if (checked !== null && 'cookies' in checked) {
      const person = await succeed(store, username, visitor)
      return person === null ? { kind: 'wrong' } : { kind: 'signed-in', person, cookies: checked.cookies }
    }
    addresses.countFailure(visitor.address, Date.now())
    const disabled = checked?.disabled === true
    await refuse(store, username, verdict.tries, visitor, disabled)
    if (disabled) return { kind: 'disabled' }
    return verdict.tries.lockedUntil === null ? { kind: 'wrong' } : wait('account', LOCK_MS)
  }
}

async function check(
  library: BetterAuth,
  username: string,
  password: string,
  { address, userAgent }: Visitor,
): Promise<{ readonly cookies: readonly string[] } | { readonly disabled: boolean }> {
  const headers = new Headers({ 'x-forwarded-for': address })
  if (userAgent !== null) headers.set('user-agent', userAgent)
  const response = await library.api.signInUsername({
    body: { username, password },
    headers,
    asResponse: true,
  })
  if (response.ok) return { cookies: response.headers.getSetCookie() }
  if (response.status >= 500) throw new Error(`sign-in failed: ${response.status} ${await response.text()}`)
  // Only a right password gets as far as this answer.
  return { disabled: response.status === 403 }
}

async function succeed(store: Store, username: string, visitor: Visitor): Promise<Person | null> {
  return store.writeAside(async (session) => {
    await clearSignInFailures(session, username)
    const account = await readAccountByUsername(session, username)
    if (account === null) return null
    const person = personOf(account)
    await recordAudit(session, {
      actor: { ...person, request: SIGN_IN },
      action: 'sign_in',
      entity: 'account',
      entityId: account.id,
      after: visitor,
    })
    return person
  })
}

async function refuse(
  store: Store,
  username: string,
  tries: SignInTries,
  visitor: Visitor,
  disabled: boolean,
): Promise<void> {
  await store.writeAside(async (session) => {
    const account = await readAccountByUsername(session, username)
    const { id = null, name = '', role = '' } = account ?? {}
    await recordAudit(session, {
      actor: { id, username, name, role, request: SIGN_IN },
      action: tries.lockedUntil === null ? 'sign_in_refused' : 'account_locked',
      entity: 'account',
      entityId: id ?? username,
      after: { ...visitor, failures: tries.failures, disabled },
    })
  })
}

const SIGN_IN = 'POST /api/auth/sign-in/username'

export function personOf({ id, username, name, role, subdistrictCode }: StoredAccount): Person {
  return { id, username, name, role: roleSchema.parse(role), subdistrictCode }
}

function wait(whose: 'account' | 'address', waitMs: number): SignInResult {
  return { kind: 'wait', whose, seconds: Math.max(1, Math.ceil(waitMs / 1000)) }
}
