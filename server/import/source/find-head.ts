import { cellText, isEmptyCell, type Cell } from '#core/import/cell.ts'
import type { ImportField } from '#core/import/field.ts'
import { countRecognised } from '#core/import/recognise.ts'

export interface TableHead {
  /** Place among the rows looked at, from 0. */
  readonly at: number
  readonly columns: readonly string[]
}

/**
 * The row of headings among the first rows of a table: the one that names most of the fields, so that titles, unit
 * lines and merged rows above it do no harm; where none names any, the first that is not empty.
 */
export function findHead(
  rows: readonly (readonly Cell[])[],
  fields: readonly ImportField[],
): TableHead | null {
  let best: TableHead | null = null
  let most = -1
  rows.forEach((cells, at) => {
    if (cells.every(isEmptyCell)) return
    const columns = headings(cells)
    const found = countRecognised(fields, columns)
    if (found > most) {
      best = { at, columns }
      most = found
    }
  })
  return best
}

/** Headings of their own for every column: an empty one is named by its place, one met before by its count. */
function headings(cells: readonly Cell[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const text = cellText(cell, 100).replace(/\s+/g, ' ').trim() || `第 ${index + 1} 列`
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return count === 1 ? text : `${text} (${count})`
  })
}
