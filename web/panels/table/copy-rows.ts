import type { CompoundFeature } from '#core/api/compounds.ts'
import type { AttributeId } from '../../attributes/attributes.ts'
import type { Words } from '../../attributes/words.ts'
import { api } from '../../api/client.ts'
import { saveFile } from '../../commands/save-file.ts'
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
  saveFile(blob, fileName(sample, year, 'csv'))
  useMessages().toast(t('table.exported', { n: number(chosen.length) }))
}

/** The same rows and the columns on screen as a spreadsheet, made by the server from its own records. */
export async function exportSheet(rows: readonly CompoundFeature[]): Promise<void> {
  const { t } = i18n.global
  const messages = useMessages()
  const chosen = chosenOf(rows)
  const { year } = useView()
  const sample = chosen.some((feature) => feature.properties.source === 'demo')
  try {
    const sheet = await api.selectionSheet({
      compoundIds: chosen.map(({ id }) => id),
      year,
      title: t('table.sheetTitle'),
      columns: useTableLayout().columns.map(({ id }) => id),
    })
    saveFile(sheet, fileName(sample, year, 'xlsx'))
    messages.toast(t('table.exported', { n: number(chosen.length) }))
  } catch {
    messages.toast(t('table.notExported'), 'warning')
  }
}

function fileName(sample: boolean, year: number, ending: 'csv' | 'xlsx'): string {
  return `${i18n.global.t(sample ? 'table.fileSample' : 'table.file', { year })}.${ending}`
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
