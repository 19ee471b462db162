import { i18n } from '../locales/i18n.ts'
import { useFilters } from '../stores/filters.ts'
import { useMessages } from '../stores/messages.ts'

export function resetFilters(): void {
  useFilters().reset()
  useMessages().announce(i18n.global.t('shell.toast.filtersCleared'))
}
