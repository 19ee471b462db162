import { cellText, isEmptyCell, type Cell } from '#core/import/cell.ts'
import type { ImportField } from '#core/import/field.ts'
import { countRecognised } from '#core/import/recognise.ts'

export interface TableHead {
  /** Place of its last row among the rows looked at, from 0. */
  readonly at: number
  readonly columns: readonly string[]
}

/**
 * The row of headings among the first rows of a table: the one that names most of the fields, so that titles, unit
 * lines and merged rows above it do no harm; where none names any, the first that is not empty. Headings in two rows,
 * 坐标 above X and Y, count as one.
 */
export function findHead(
  rows: readonly (readonly Cell[])[],
  fields: readonly ImportField[],
): TableHead | null {
  let best: TableHead | null = null
  let most = -1
  rows.forEach((cells, at) => {
    if (cells.every(isEmptyCell)) return
    const below = groupedUnder(cells, rows[at + 1] ?? [])
    const heads =
      below === null
        ? [{ at, cells }]
        : [{ at, cells }, ...below.map((both) => ({ at: at + 1, cells: both }))]
    for (const head of heads) {
      const columns = headings(head.cells)
      const found = countRecognised(fields, columns)
      if (found <= most) continue
      best = { at: head.at, columns }
      most = found
    }
  })
  return best
}

/**
 * The headings of two rows taken together, where the lower one only parts merged headings of the upper: by the lower
 * words alone, and with the group's words before them; null where it is no such row.
 */
function groupedUnder(upper: readonly Cell[], lower: readonly Cell[]): [Cell[], Cell[]] | null {
  const parts = lower.flatMap((cell, index) => (isEmptyCell(cell) ? [] : [index]))
  const isPart = new Set(parts)
  const isUnnamed = (index: number): boolean => isEmptyCell(upper[index] ?? null)
  const partsOnly = parts.every(
    (index) =>
      typeof lower[index] === 'string' &&
      (isUnnamed(index) || (isUnnamed(index + 1) && isPart.has(index + 1))),
  )
  if (!partsOnly || !parts.some(isUnnamed)) return null
  let group: Cell = null
  const alone: Cell[] = []
  const named: Cell[] = []
  for (let index = 0; index < Math.max(upper.length, lower.length); index++) {
    if (!isUnnamed(index)) group = upper[index] ?? null
    const part = isPart.has(index) ? (lower[index] ?? null) : null
    alone.push(part ?? upper[index] ?? null)
    named.push(part === null ? (upper[index] ?? null) : `${cellText(group)}${cellText(part)}`)
  }
  return [alone, named]
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
