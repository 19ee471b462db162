import { i18n } from '../locales/i18n.ts'
import { useAccount } from '../stores/account.ts'
import { useMessages } from '../stores/messages.ts'
import { useOutbox } from '../stores/outbox.ts'
import type { OutboxEntry } from '../stores/outbox.ts'

/** What is told of something kept for later. */
type Kept = Pick<OutboxEntry, 'key' | 'subject' | 'what' | 'record' | 'request' | 'version'>

/** Keeps something for when the line is back; false where nobody is signed in or the browser keeps nothing. */
export async function keepForLater(kept: Kept): Promise<boolean> {
  const { user } = useAccount()
  if (user === null) return false
  try {
    await useOutbox().put({
      ...kept,
      ...{ accountId: user.id, accountName: user.name, madeAt: new Date().toISOString() },
      ...{ state: 'waiting', problem: null },
    })
  } catch {
    return false
  }
  useMessages().toast(i18n.global.t('field.kept', { what: kept.what }))
  return true
}
