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
  const account = useAccount()
  await account.signIn(username, password)
  const name = account.user?.name ?? username
  useMessages().toast(i18n.global.t('account.signedIn', { name }))
  if (useSettings().settings === null) await loadDesk()
}

export async function signOut(): Promise<void> {
  const messages = useMessages()
  try {
    await useAccount().signOut()
    messages.toast(i18n.global.t('account.signedOut'))
  } catch {
    messages.toast(i18n.global.t('account.signOutFailed'), 'warning')
  }
}
