import { passwordFaults } from '#core/access/password-rules.ts'
import type { PasswordFault } from '#core/access/password-rules.ts'
import { deleteSessionsOf, readPasswordHash, writePassword } from '../store/accounts.ts'
import { recordAudit } from '../store/audit.ts'
import { clearSignInFailures } from '../store/sign-in-failures.ts'
import type { Store } from '../store/store.ts'
import type { Identity } from './auth.ts'
import { hashPassword, isPasswordOf } from './passwords.ts'
import { beginTry } from './tries.ts'

export type ChangePasswordResult =
  | { readonly kind: 'changed' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'same' }
  | { readonly kind: 'weak'; readonly faults: readonly PasswordFault[] }
  | { readonly kind: 'wait'; readonly seconds: number }

/**
 * A person's own new password. The present one is asked for, and wrong ones count like wrong sign-ins; every other
 * session of the account ends.
 */
export async function changePassword(
  store: Store,
  { person, sessionId }: Identity,
  passwords: { readonly current: string; readonly next: string },
): Promise<ChangePasswordResult> {
  const faults = passwordFaults(passwords.next, person.username)
  if (faults.length > 0) return { kind: 'weak', faults }
  if (passwords.next === passwords.current) return { kind: 'same' }
  const verdict = await beginTry(store, person.username)
  if (!verdict.allowed) return { kind: 'wait', seconds: Math.max(1, Math.ceil(verdict.waitMs / 1000)) }
  const known = await readPasswordHash(store, person.id)
  if (known === null || !(await isPasswordOf(known, passwords.current))) return { kind: 'wrong' }
  const hash = await hashPassword(passwords.next)
  await store.writeAside(async (session) => {
    await writePassword(session, person.id, hash, { mustChange: false })
    await clearSignInFailures(session, person.username)
    await deleteSessionsOf(session, person.id, sessionId)
    await recordAudit(session, {
      actor: { ...person, request: 'POST /api/me/password' },
      action: 'change_password',
      entity: 'account',
      entityId: person.id,
    })
  })
  return { kind: 'changed' }
}
