import type {
  Account,
  AccountList,
  AccountPatch,
  Me,
  NewAccount,
  PasswordChange,
  Person,
  SetUpRequest,
  SignInRequest,
} from '#core/api/accounts.ts'
import type { AuditList } from '#core/api/audit.ts'
import { getJson, send } from './client.ts'
import { query } from './paths.ts'

/** Signing in, accounts and what they did. */
export const accountsApi = {
  me: (signal?: AbortSignal) => getJson<Me>('/api/me', signal),
  signIn: (body: SignInRequest) =>
    send<{ user: Person }>('/api/auth/sign-in/username', { method: 'POST', body }),
  signOut: () => send<{ user: null }>('/api/auth/sign-out', { method: 'POST' }),
  setUp: (body: SetUpRequest) => send<{ user: Person }>('/api/set-up', { method: 'POST', body }),
  changePassword: (body: PasswordChange) =>
    send<{ changed: true }>('/api/me/password', { method: 'POST', body }),
  accounts: (cursor?: string) => getJson<AccountList>(`/api/accounts?${query({ limit: 10000, cursor })}`),
  addAccount: (body: NewAccount) => send<Account>('/api/accounts', { method: 'POST', body }),
  changeAccount: (id: string, version: number, body: AccountPatch) =>
    send<Account>(`/api/accounts/${encodeURIComponent(id)}`, { method: 'PATCH', version, body }),
  audit: (
    wish: Readonly<Record<'entity' | 'entityId' | 'actor' | 'from' | 'to' | 'cursor', string | undefined>>,
  ) => getJson<AuditList>(`/api/audit?${query({ limit: 50, ...wish })}`),
  history: (entity: string, id: string, cursor?: string) =>
    getJson<AuditList>(
      `/api/history/${encodeURIComponent(entity)}/${encodeURIComponent(id)}?${query({ limit: 50, cursor })}`,
    ),
}
