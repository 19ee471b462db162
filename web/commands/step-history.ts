import { watch } from 'vue'
import { ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { useHistory } from '../stores/history.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'

/** Takes the newest steps back and says which. */
export async function undoSteps(count = 1): Promise<void> {
  const history = useHistory()
  const label = history.past.at(-count)?.label
  const failed = history.failure
  await history.undo(count)
  if (label !== undefined && history.failure === failed) say('undone', label)
}

/** Does the steps again that were last taken back. */
export async function redoSteps(count = 1): Promise<void> {
  const history = useHistory()
  const label = history.future.at(-count)?.label
  const failed = history.failure
  await history.redo(count)
  if (label !== undefined && history.failure === failed) say('redone', label)
}

/** Whoever's step fails: what did not happen, that all is as it was, and why. */
export function tellFailures(): void {
  const history = useHistory()
  watch(
    () => history.failure,
    (failure) => {
      if (failure === null) return
      const { t } = i18n.global
      const words = serverWords(reasonOf(failure.error), useView().locale)
      const text = t(`history.failed.${failure.way}`, { label: failure.label })
      useMessages().toast(words === '' ? text : `${text} ${words}`, 'warning')
    },
  )
}

function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return error.problem.detail ?? error.problem.title
  return error instanceof Error ? error.message : String(error)
}

function say(what: 'undone' | 'redone', label: string): void {
  const messages = useMessages()
  const text = i18n.global.t(`history.${what}`, { label })
  messages.toast(text)
}
