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
