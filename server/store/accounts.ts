import { randomUUID } from 'node:crypto'
import type { Role } from '#core/access/roles.ts'
import type { Session } from './session.ts'
import type { UserRow } from './tables.ts'

/** An account as it stands; the password is elsewhere and never leaves the store. */
export interface StoredAccount {
  readonly id: string
  readonly version: number
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly subdistrictCode: string | null
  readonly disabled: boolean
  readonly mustChangePassword: boolean
  readonly createdAt: string
}

export interface NewAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly subdistrictCode: string | null
  /** Already hashed. */
  readonly passwordHash: string
  readonly mustChangePassword: boolean
}

/** The provider under which the sign-in library looks for a password. */
const PASSWORD_PROVIDER = 'credential'

export async function readAccounts({ db }: Session): Promise<StoredAccount[]> {
  const rows = await db.selectFrom('users').selectAll().orderBy('username').execute()
  return rows.map(toAccount)
}

/** Accounts of a role that can sign in. */
export async function countEnabled({ db }: Session, role: Role): Promise<number> {
  const row = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', role)
    .where('banned', '=', 0)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function readAccount({ db }: Session, id: string): Promise<StoredAccount | null> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toAccount(row)
}

export async function readAccountByUsername(
  { db }: Session,
  username: string,
): Promise<StoredAccount | null> {
  const row = await db.selectFrom('users').selectAll().where('username', '=', username).executeTakeFirst()
  return row === undefined ? null : toAccount(row)
}

/** Adds an account; the name must be free. */
export async function insertAccount(session: Session, account: NewAccount): Promise<StoredAccount> {
  const { db } = session
  const id = randomUUID()
  const now = new Date().toISOString()
  await db
    .insertInto('users')
    .values({
      id,
      name: account.name,
      // The sign-in library wants an address of everybody; nothing is ever sent to it (RFC 2606).
      email: `${account.username}@accounts.invalid`,
      emailVerified: 0,
      createdAt: now,
      updatedAt: now,
      username: account.username,
      displayUsername: account.username,
      role: account.role,
      subdistrictCode: account.subdistrictCode,
      mustChangePassword: Number(account.mustChangePassword),
    })
    .execute()
  await db
    .insertInto('credentials')
    .values({
      id: randomUUID(),
      accountId: id,
      providerId: PASSWORD_PROVIDER,
      userId: id,
      password: account.passwordHash,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  const added = await readAccount(session, id)
  if (added === null) throw new Error(`account ${account.username} was not stored`)
  return added
}

/** Writes name, role, area and whether it is disabled; the version goes up. */
export async function updateAccount({ db }: Session, account: StoredAccount): Promise<void> {
  await db
    .updateTable('users')
    .set({
      name: account.name,
      role: account.role,
      subdistrictCode: account.subdistrictCode,
      banned: Number(account.disabled),
      version: account.version + 1,
      updatedAt: new Date().toISOString(),
    })
    .where('id', '=', account.id)
    .execute()
}

export async function readPasswordHash({ db }: Session, accountId: string): Promise<string | null> {
  const row = await db
    .selectFrom('credentials')
    .select('password')
    .where('userId', '=', accountId)
    .where('providerId', '=', PASSWORD_PROVIDER)
    .executeTakeFirst()
  return row?.password ?? null
}

/** @param hash as the sign-in library checks it */
export async function writePassword(
  { db }: Session,
  accountId: string,
  hash: string,
  { mustChange }: { readonly mustChange: boolean },
): Promise<void> {
  const updatedAt = new Date().toISOString()
  await db
    .updateTable('credentials')
    .set({ password: hash, updatedAt })
    .where('userId', '=', accountId)
    .where('providerId', '=', PASSWORD_PROVIDER)
    .execute()
  await db
    .updateTable('users')
    .set({ mustChangePassword: Number(mustChange), updatedAt })
    .where('id', '=', accountId)
    .execute()
}

/** Ends every session of an account but `keep`. */
export async function deleteSessionsOf(
  { db }: Session,
  accountId: string,
  keep: string | null,
): Promise<void> {
  const all = db.deleteFrom('sessions').where('userId', '=', accountId)
  await (keep === null ? all : all.where('id', '!=', keep)).execute()
}

function toAccount(row: UserRow): StoredAccount {
  return {
    id: row.id,
    version: row.version,
    username: row.username,
    name: row.name,
    role: row.role as Role,
    subdistrictCode: row.subdistrictCode,
    disabled: row.banned === 1,
    mustChangePassword: row.mustChangePassword === 1,
    createdAt: row.createdAt,
  }
}
