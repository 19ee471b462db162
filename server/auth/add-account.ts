import { isPersonName, isUserName, normaliseUserName } from '#core/access/account-names.ts'
import type { Role } from '#core/access/roles.ts'
import { insertAccount, readAccountByUsername } from '../store/accounts.ts'
import type { StoredAccount } from '../store/accounts.ts'
import { recordAudit } from '../store/audit.ts'
import type { AuditActor } from '../store/audit.ts'
import { readSubdistricts } from '../store/places.ts'
import type { Session } from '../store/session.ts'
import type { Store } from '../store/store.ts'
import { hashPassword } from './passwords.ts'

export interface AccountWish {
  readonly username: string
  readonly name: string
  readonly role: Role
  /** Code or name of a 镇街; only a `subdistrict` account has one. */
  readonly subdistrict: string | null
  readonly password: string
  /** Has the person to choose a password of their own first? */
  readonly mustChangePassword: boolean
}

export interface AccountFault {
  readonly field: 'username' | 'name' | 'subdistrict'
  readonly message: string
  readonly value: string
}

export type AddAccountResult =
  | { readonly ok: true; readonly account: StoredAccount }
  | { readonly ok: false; readonly taken: boolean; readonly faults: readonly AccountFault[] }

/** Adds an account and its audit row in one transaction, or says everything that is wrong. The password's own rules are the caller's. */
export async function addAccount(
  store: Store,
  wish: AccountWish,
  actor: AuditActor,
): Promise<AddAccountResult> {
  const passwordHash = await hashPassword(wish.password)
  return store.writeAside((session) => addAccountIn(session, { ...wish, passwordHash }, actor))
}

/** As `addAccount`, inside a transaction somebody else has begun. */
export async function addAccountIn(
  session: Session,
  wish: Omit<AccountWish, 'password'> & { readonly passwordHash: string },
  actor: AuditActor,
): Promise<AddAccountResult> {
  const username = normaliseUserName(wish.username)
  const area = await areaOf(session, wish)
  const faults = [...nameFaults(username, wish.name), ...area.faults]
  if (faults.length > 0) return { ok: false, taken: false, faults }
  if ((await readAccountByUsername(session, username)) !== null) {
    const fault = { field: 'username', message: '已有这个用户名,请换一个', value: username } as const
    return { ok: false, taken: true, faults: [fault] }
  }
  const { name, role, passwordHash, mustChangePassword } = wish
  const account = await insertAccount(session, {
    username,
    name,
    role,
    subdistrictCode: area.code,
    passwordHash,
    mustChangePassword,
  })
  await recordAudit(session, {
    actor,
    action: 'create',
    entity: 'account',
    entityId: account.id,
    after: accountFacts(account),
  })
  return { ok: true, account }
}

/** What the audit log tells of an account. */
export function accountFacts({ username, name, role, subdistrictCode, disabled }: StoredAccount) {
  return { username, name, role, subdistrictCode, disabled }
}

function nameFaults(username: string, name: string): AccountFault[] {
  const faults: AccountFault[] = []
  if (!isUserName(username)) {
    const message = '应为 2–32 个字母、数字、汉字或 _ . -,且不以 . 或 - 开头'
    faults.push({ field: 'username', message, value: username })
  }
  if (!isPersonName(name)) {
    faults.push({ field: 'name', message: '应为 1–40 个字,首尾无空格', value: name })
  }
  return faults
}

/** The code of the area a `subdistrict` account works on. */
export async function areaOf(
  session: Session,
  { role, subdistrict }: Pick<AccountWish, 'role' | 'subdistrict'>,
): Promise<{ readonly code: string | null; readonly faults: readonly AccountFault[] }> {
  if (subdistrict === null) return { code: null, faults: [] }
  const fault = (message: string) => ({
    code: null,
    faults: [{ field: 'subdistrict', message, value: subdistrict } as const],
  })
  if (role !== 'subdistrict') return fault('只有镇街(subdistrict)账号限定辖区')
  const known = await readSubdistricts(session)
  const found = known.find(({ code, name }) => code === subdistrict || name === subdistrict)
  if (found !== undefined) return { code: found.code, faults: [] }
  // Before the first start no 镇街 is known; the code is taken as it is.
  return known.length === 0 ? { code: subdistrict, faults: [] } : fault('没有这个代码或名称的镇街')
}
