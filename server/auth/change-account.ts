import type { Role } from '#core/access/roles.ts'
import { isPersonName } from '#core/access/account-names.ts'
import {
  countEnabled,
  deleteSessionsOf,
  readAccount,
  updateAccount,
  writePassword,
} from '../store/accounts.ts'
import type { StoredAccount } from '../store/accounts.ts'
import { recordAudit } from '../store/audit.ts'
import type { AuditActor } from '../store/audit.ts'
import { clearSignInFailures } from '../store/sign-in-failures.ts'
import type { Session } from '../store/session.ts'
import type { Store } from '../store/store.ts'
import { accountFacts, areaOf } from './add-account.ts'
import type { AccountFault } from './add-account.ts'

export interface AccountChange {
  readonly name?: string
  readonly role?: Role
  /** Code or name of a 镇街; null for none. */
  readonly subdistrict?: string | null
  readonly disabled?: boolean
  /** A new first password, already hashed: the person chooses an own one with the next sign-in. */
  readonly passwordHash?: string
  readonly reason?: string
}

export type ChangeAccountResult =
  | { readonly kind: 'changed'; readonly account: StoredAccount }
  | { readonly kind: 'missing' }
  | { readonly kind: 'stale'; readonly current: StoredAccount }
  | { readonly kind: 'faults'; readonly faults: readonly AccountFault[] }
  /** Chinese: which rule, and what to do. */
  | { readonly kind: 'refused'; readonly why: string }

/** Changes an account and ends its sessions where its rights change; all in one transaction with the audit row. */
export async function changeAccount(
  store: Store,
  id: string,
  version: number,
  change: AccountChange,
  actor: AuditActor,
): Promise<ChangeAccountResult> {
  return store.writeAside(async (session): Promise<ChangeAccountResult> => {
    const before = await readAccount(session, id)
    if (before === null) return { kind: 'missing' }
    if (before.version !== version) return { kind: 'stale', current: before }
    const wished = await applied(session, before, change)
    if (wished.faults.length > 0) return { kind: 'faults', faults: wished.faults }
    const why = await refusal(session, before, wished.after, actor)
    if (why !== null) return { kind: 'refused', why }
    await updateAccount(session, wished.after)
    if (change.passwordHash !== undefined) {
      await writePassword(session, id, change.passwordHash, { mustChange: true })
      await clearSignInFailures(session, before.username)
    }
    if (change.passwordHash !== undefined || rightsDiffer(before, wished.after)) {
      await deleteSessionsOf(session, id, null)
    }
    const account = await readAccount(session, id)
    if (account === null) throw new Error(`account ${id} is gone in the middle of its change`)
    await recordAudit(session, {
      actor,
      action: change.passwordHash === undefined ? 'update' : 'reset_password',
      entity: 'account',
      entityId: id,
      before: accountFacts(before),
      after: accountFacts(account),
      reason: change.reason,
    })
    return { kind: 'changed', account }
  })
}

async function applied(
  session: Session,
  before: StoredAccount,
  change: AccountChange,
): Promise<{ readonly after: StoredAccount; readonly faults: readonly AccountFault[] }> {
  const role = change.role ?? before.role
  const kept = role === 'subdistrict' ? before.subdistrictCode : null
  const area = await areaOf(session, {
    role,
    subdistrict: change.subdistrict === undefined ? kept : change.subdistrict,
  })
  const name = change.name ?? before.name
  const faults: AccountFault[] = [...area.faults]
  if (!isPersonName(name)) {
    faults.push({ field: 'name', message: '应为 1–40 个字,首尾无空格', value: name })
  }
  const disabled = change.disabled ?? before.disabled
  return { after: { ...before, name, role, subdistrictCode: area.code, disabled }, faults }
}

/** Nobody saws off the branch the accounts hang on. */
async function refusal(
  session: Session,
  before: StoredAccount,
  after: StoredAccount,
  actor: AuditActor,
): Promise<string | null> {
  if (actor.id === before.id && rightsDiffer(before, after)) {
    return '不能改变自己账号的角色、辖区或停用自己,请由另一位安全管理员办理'
  }
  const loses = !before.disabled && (after.disabled || after.role !== before.role)
  for (const [role, name] of [
    ['security', '安全管理员'],
    ['admin', '系统管理员'],
  ] as const) {
    if (loses && before.role === role && (await countEnabled(session, role)) <= 1) {
      return `这是最后一个启用的${name},停用或改变角色后将无人管理。请先新增另一个${name}`
    }
  }
  return null
}

function rightsDiffer(a: StoredAccount, b: StoredAccount): boolean {
  return a.role !== b.role || a.subdistrictCode !== b.subdistrictCode || a.disabled !== b.disabled
}
