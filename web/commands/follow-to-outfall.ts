import { i18n } from '../locales/i18n.ts'
import { useConnections } from '../stores/connections.ts'
import { useMessages } from '../stores/messages.ts'
import { useSelection } from '../stores/selection.ts'

/** Shows the way of the water from a tie-in to its outfall; null takes it away again. */
export async function followToOutfall(connectionId: string | null): Promise<void> {
  try {
    if (connectionId !== null) useSelection().selectConnection(connectionId)
    await useConnections().trace(connectionId)
  } catch {
    useMessages().toast(i18n.global.t('shell.toast.traceFailed'), 'warning')
  }
}
