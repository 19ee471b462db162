import type { CompoundFeature } from '#core/api/compounds.ts'
import type { AttributeId } from '../../attributes/attributes.ts'
import type { Words } from '../../attributes/words.ts'
import { i18n } from '../../locales/i18n.ts'
import { number } from '../../locales/format.ts'
import { useMessages } from '../../stores/messages.ts'
import { usePicked } from '../../stores/picked.ts'
import { useTableLayout } from '../../stores/table-layout.ts'
import { useView } from '../../stores/view.ts'
import { toCsv, toTsv } from './table-text.ts'

/** Puts the picked rows that are shown, or all that are shown where none is, on the clipboard. */
export async function copyRows(rows: readonly CompoundFeature[], words: Words): Promise<void> {
  const { t } = i18n.global
  const messages = useMessages()
  const chosen = chosenOf(rows)
  try {
    await navigator.clipboard.writeText(toTsv(tableOf(chosen, words)))
    messages.toast(t('table.copied', { n: number(chosen.length) }))
  } catch {
    messages.toast(t('table.notCopied'), 'warning')
  }
}

/** Saves the same rows as a CSV file that says on its first line that they are samples, where they are. */
export function exportRows(rows: readonly CompoundFeature[], words: Words): void {
  const { t } = i18n.global
  const chosen = chosenOf(rows)
  const { year } = useView()
  const sample = chosen.some((feature) => feature.properties.source === 'demo')
  const note = t(sample ? 'table.exportSample' : 'table.exportNote', { year, n: chosen.length })
  const blob = new Blob([toCsv(tableOf(chosen, words), note)], { type: 'text/csv;charset=utf-8' })
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = t(sample ? 'table.fileSample' : 'table.file', { year })
  link.click()
  // The browser has taken the bytes once the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
  useMessages().toast(t('table.exported', { n: number(chosen.length) }))
}

function chosenOf(rows: readonly CompoundFeature[]): readonly CompoundFeature[] {
  const { ids } = usePicked()
  const picked = rows.filter((feature) => ids.has(feature.id))
  return picked.length > 0 ? picked : rows
}

function tableOf(rows: readonly CompoundFeature[], words: Words) {
  const { t, te } = i18n.global
  return {
    columns: useTableLayout().columns.map((column) => column.id),
    compounds: rows.map((feature) => feature.properties),
    words,
    headOf: (id: AttributeId) => {
      const unit = `table.exportUnits.${id}`
      return te(unit) ? `${t(`table.columns.${id}`)}(${t(unit)})` : t(`table.columns.${id}`)
    },
  }
}
