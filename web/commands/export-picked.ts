import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { useMessages } from '../stores/messages.ts'
import { usePicked } from '../stores/picked.ts'
import { useSavedSets } from '../stores/saved-sets.ts'
import { useView } from '../stores/view.ts'
import { saveFile } from './save-file.ts'

/** Fetches a spreadsheet of the picked compounds and hands it to the browser as a file. */
export async function exportPicked(): Promise<void> {
  const { t } = i18n.global
  const messages = useMessages()
  const { year } = useView()
  const sets = useSavedSets()
  const title = sets.sets.find(({ id }) => id === sets.openId)?.name ?? t('picking.export.title')
  try {
    const file = await api.selectionSheet({ compoundIds: [...usePicked().ids], year, title })
    saveFile(file, `${title}-${year}.xlsx`)
    messages.toast(t('picking.export.done'))
  } catch (error) {
    const reason =
      error instanceof ApiError
        ? serverWords(error.problem.detail ?? error.problem.title, useView().locale)
        : ''
    messages.toast(t('picking.export.failed', { reason }), 'warning')
  }
}
