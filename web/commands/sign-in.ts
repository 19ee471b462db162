import type { PasswordChange, SetUpRequest } from '#core/api/accounts.ts'
import { i18n } from '../locales/i18n.ts'
import { useAccount } from '../stores/account.ts'
import { useMessages } from '../stores/messages.ts'
import { useSettings } from '../stores/settings.ts'
import { loadDesk } from './load-desk.ts'

/** Learns who is signed in, and again whenever the person comes back to this tab. */
export function startAccount(): void {
  const account = useAccount()
  void account.load()
  window.addEventListener('focus', () => void account.load())
}

/** Signs in; a page that was closed to strangers then loads what it could not. */
export async function signIn(username: string, password: string): Promise<void> {
  await useAccount().signIn(username, password)
  await welcome(username)
}

/** Becomes the first administrator with the code on the server's console. */
export async function setUp(wish: SetUpRequest): Promise<void> {
  await useAccount().setUp(wish)
  await welcome(wish.username)
}

export async function changePassword(passwords: PasswordChange): Promise<void> {
  await useAccount().changePassword(passwords)
  useMessages().toast(i18n.global.t('account.passwordChanged'))
}

export async function signOut(): Promise<void> {
  const messages = useMessages()
  try {
    await useAccount().signOut()
    messages.toast(i18n.global.t('account.signedOut'))
    await useSettings().load()
    // Nothing of a service that is not public stays behind in the page.
    if (useSettings().closed) location.reload()
  } catch {
    messages.toast(i18n.global.t('account.signOutFailed'), 'warning')
  }
}

async function welcome(username: string): Promise<void> {
  const name = useAccount().user?.name ?? username
  useMessages().toast(i18n.global.t('account.signedIn', { name }))
  if (useSettings().settings === null) await loadDesk()
}
