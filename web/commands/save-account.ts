import type { Role } from '#core/access/roles.ts'
import type { Account } from '#core/api/accounts.ts'
import { accountsApi } from '../api/accounts.ts'
import { i18n } from '../locales/i18n.ts'
import { useMessages } from '../stores/messages.ts'

export interface AccountFields {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly subdistrict: string | null
  readonly disabled: boolean
  /** Empty: the password stays. */
  readonly password: string
  readonly reason: string
}

/** Adds an account, or changes one from the version that was on screen. @throws ApiError */
export async function saveAccount(account: Account | null, fields: AccountFields): Promise<void> {
  const { username, name, role, subdistrict, disabled, password, reason } = fields
  if (account === null) {
    await accountsApi.addAccount({ username, name, role, subdistrict, password })
  } else {
    await accountsApi.changeAccount(account.id, account.version, {
      name,
      role,
      subdistrict,
      disabled,
      ...(password === '' ? {} : { password }),
      ...(reason === '' ? {} : { reason }),
    })
  }
  useMessages().toast(i18n.global.t('account.admin.saved', { name: username }))
}
