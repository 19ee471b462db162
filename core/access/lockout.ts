/** Wrong passwords in a row before an account is locked. */
export const LOCK_AFTER_FAILURES = 10

/** How long it is locked, and how long failures are remembered, ms. */
export const LOCK_MS = 15 * 60 * 1000

/** What is known of a name's tries; times in ms since 1970. */
export interface SignInTries {
  readonly failures: number
  readonly lastAt: number
  readonly lockedUntil: number | null
}

export type TryVerdict =
  | { readonly allowed: true; readonly tries: SignInTries }
  | { readonly allowed: false; readonly waitMs: number }

/**
 * May a password be tried now? The try is counted before it is checked, so that many at the same moment count one by
 * one; a right password clears the count.
 * @param now ms since 1970
 */
export function countTry(known: SignInTries | null, now: number): TryVerdict {
  const lockedUntilBefore = known?.lockedUntil ?? null
  if (lockedUntilBefore !== null && lockedUntilBefore > now) {
    return { allowed: false, waitMs: lockedUntilBefore - now }
  }
  const remembered = known !== null && known.lockedUntil === null && now - known.lastAt < LOCK_MS
  const failures = (remembered ? known.failures : 0) + 1
  const lockedUntil = failures >= LOCK_AFTER_FAILURES ? now + LOCK_MS : null
  return { allowed: true, tries: { failures, lastAt: now, lockedUntil } }
}
