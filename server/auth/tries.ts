import { LOCK_MS, countTry } from '#core/access/lockout.ts'
import type { SignInTries, TryVerdict } from '#core/access/lockout.ts'
import { forgetOldFailures, readSignInFailures, writeSignInFailures } from '../store/sign-in-failures.ts'
import type { SignInFailures } from '../store/sign-in-failures.ts'
import type { Store } from '../store/store.ts'

/** Counts a try of this name's password before it is looked at; see {@link countTry}. */
export function beginTry(store: Store, username: string): Promise<TryVerdict> {
  return store.writeAside(async (session) => {
    const now = Date.now()
    await forgetOldFailures(session, new Date(now - LOCK_MS).toISOString())
    const verdict = countTry(toTries(await readSignInFailures(session, username)), now)
    if (verdict.allowed) await writeSignInFailures(session, username, fromTries(verdict.tries))
    return verdict
  })
}

function toTries(known: SignInFailures | null): SignInTries | null {
  if (known === null) return null
  const { failures, lastFailedAt, lockedUntil } = known
  return {
    failures,
    lastAt: Date.parse(lastFailedAt),
    lockedUntil: lockedUntil === null ? null : Date.parse(lockedUntil),
  }
}

function fromTries({ failures, lastAt, lockedUntil }: SignInTries): SignInFailures {
  return {
    failures,
    lastFailedAt: new Date(lastAt).toISOString(),
    lockedUntil: lockedUntil === null ? null : new Date(lockedUntil).toISOString(),
  }
}
