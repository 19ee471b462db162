import type { CompoundProperties } from '#core/api/compounds.ts'
import type { AttributeId } from '../../attributes/attributes.ts'
import { cellValue, type Words } from '../../attributes/words.ts'

/** What a spreadsheet program is given: heads with their units, then one line a compound. */
interface TableText {
  readonly columns: readonly AttributeId[]
  readonly compounds: readonly CompoundProperties[]
  /** The head of a column with its unit. */
  readonly headOf: (id: AttributeId) => string
  readonly words: Words
}

/** Tab-separated, as spreadsheets take it from the clipboard. */
export function toTsv({ columns, compounds, headOf, words }: TableText): string {
  const lines = [
    columns.map(headOf),
    ...compounds.map((compound) => columns.map((id) => plain(cellValue(id, compound, words)))),
  ]
  return lines.map((line) => line.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\r\n')
}

/**
 * CSV (RFC 4180) with a byte order mark, without which Excel reads Chinese as noise. The first line says what the
 * records are.
 */
export function toCsv({ columns, compounds, headOf, words }: TableText, note: string): string {
  const lines = [
    [note],
    columns.map(headOf),
    ...compounds.map((compound) => columns.map((id) => plain(cellValue(id, compound, words)))),
  ]
  return `\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

/** A text that a spreadsheet would run as a formula is handed over as text. */
function plain(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
