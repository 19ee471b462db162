import { i18n } from '../locales/i18n.ts'
import { useMessages } from '../stores/messages.ts'
import { formatUrlState } from '../url-state.ts'
import { currentState } from './sync-url.ts'

/** Copies the address of exactly this view. */
export async function shareLink(): Promise<void> {
  const messages = useMessages()
  const link = `${location.origin}${location.pathname}${formatUrlState(currentState())}`
  try {
    await navigator.clipboard.writeText(link)
    messages.toast(i18n.global.t('shell.toast.linkCopied'))
  } catch {
    // Over plain http on an intranet there is no clipboard: the address bar holds the same link.
    history.replaceState(null, '', link)
    const copied = copyBySelection(link)
    if (copied) messages.toast(i18n.global.t('shell.toast.linkCopied'))
    else messages.toast(i18n.global.t('shell.toast.linkNotCopied'), 'warning')
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  return copied
}
