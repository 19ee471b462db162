import type { Session } from './session.ts'

export interface SignInFailures {
  readonly failures: number
  readonly lastFailedAt: string
  readonly lockedUntil: string | null
}

export async function readSignInFailures({ db }: Session, username: string): Promise<SignInFailures | null> {
  const row = await db
    .selectFrom('sign_in_failures')
    .selectAll()
    .where('username', '=', username)
    .executeTakeFirst()
  if (row === undefined) return null
  return { failures: row.failures, lastFailedAt: row.last_failed_at, lockedUntil: row.locked_until }
}

export async function writeSignInFailures(
  { db }: Session,
  username: string,
  { failures, lastFailedAt, lockedUntil }: SignInFailures,
): Promise<void> {
  const values = { failures, last_failed_at: lastFailedAt, locked_until: lockedUntil }
  await db
    .insertInto('sign_in_failures')
    .values({ username, ...values })
    .onConflict((conflict) => conflict.column('username').doUpdateSet(values))
    .execute()
}

export async function clearSignInFailures({ db }: Session, username: string): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('username', '=', username).execute()
}

/** Forgets failures nobody counts any more, known names or made-up ones. */
export async function forgetOldFailures({ db }: Session, before: string): Promise<void> {
  await db.deleteFrom('sign_in_failures').where('last_failed_at', '<', before).execute()
}
