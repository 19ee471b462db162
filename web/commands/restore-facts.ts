import type { AuditItem } from '#core/api/audit.ts'
import type { FactChange } from '#core/compound/facts.ts'
import { api, ApiError } from '../api/client.ts'
import { i18n } from '../locales/i18n.ts'
import { serverWords } from '../locales/server-words.ts'
import { useCompounds } from '../stores/compounds.ts'
import { useMessages } from '../stores/messages.ts'
import { useView } from '../stores/view.ts'
import { recordStep, refreshRecords } from './edit-facts.ts'

/**
 * Writes what stood before one entry of a compound's history again: a change like any other, with its own row in the
 * log and a step that can be taken back.
 */
export async function restoreFacts({ entityId, before, at }: AuditItem): Promise<void> {
  const { t } = i18n.global
  const messages = useMessages()
  const view = useView()
  const version = useCompounds().detail?.properties.version
  if (version === undefined || typeof before !== 'object' || before === null) return
  const time = new Intl.DateTimeFormat(view.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(at))
  try {
    const body = { set: { ...before }, reason: t('audit.restoreReason', { time }) }
    const { compound, changes } = await api.patchCompound(entityId, view.year, version, body)
    if (changes.length === 0) return messages.toast(t('audit.nothingToRestore'))
    recordStep(
      [{ id: entityId, changes: changes as readonly FactChange[] }],
      t('audit.restored', { name: compound.properties.name }),
    )
    messages.toast(t('audit.restored', { name: compound.properties.name }))
  } catch (error) {
    const why =
      error instanceof ApiError
        ? serverWords(error.problem.detail ?? error.problem.title, view.locale)
        : t('audit.unreachable')
    messages.toast(why, 'warning')
  }
  await refreshRecords()
}
