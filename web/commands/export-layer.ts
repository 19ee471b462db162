import type { ExportFormat, ExportLayerId, ExportWish } from '#core/api/exports.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { saveFile } from './save-file.ts'

/** Fetches a layer as a file and hands it to the browser. @returns whether it came */
export async function exportLayer(
  layer: { readonly id: ExportLayerId; readonly title: string },
  format: ExportFormat,
  wish: ExportWish,
): Promise<boolean> {
  const { t } = i18n.global
  const messages = useMessages()
  try {
    const file = await api.layerFile(`${layer.id}.${format}`, { ...wish, year: useView().year })
    const name = `${layer.title}.${format === 'zip' ? 'shp.zip' : format}`
    saveFile(file.blob, file.name ?? name)
    messages.toast(t('exports.done', { name: file.name ?? name }))
    return true
  } catch (error) {
    const reason =
      error instanceof ApiError
        ? serverWords(error.problem.detail ?? error.problem.title, useView().locale)
        : ''
    messages.toast(t('exports.failed', { reason }), 'warning')
    return false
  }
}
