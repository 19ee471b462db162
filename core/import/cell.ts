/**
 * What a file holds in one place, before anybody has asked what it means. Spreadsheets know days and formulas, text
 * files know text alone, GIS files know numbers and nested objects.
 */
export type Cell = string | number | boolean | null | SpecialCell

/** What a spreadsheet marks as something other than a plain value. */
export type SpecialCell =
  /** A day, ISO. */
  | { readonly kind: 'date'; readonly day: string }
  /** A formula, with or without the value that was last worked out. */
  | { readonly kind: 'formula'; readonly text: string }
  /** `#REF!`, `#N/A` … */
  | { readonly kind: 'error'; readonly text: string }
  /** An object or a list within a feature's properties. */
  | { readonly kind: 'nested'; readonly value: unknown }

/** Is nothing there? Blanks, ideographic ones too, count as nothing. */
export function isEmptyCell(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}

/** As a person sees it, cut to a length that a list can show. */
export function cellText(cell: Cell, longest = 60): string {
  const text = plainText(cell)
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

function plainText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell)
  switch (cell.kind) {
    case 'date':
      return cell.day
    case 'formula':
    case 'error':
      return cell.text
    case 'nested':
      return JSON.stringify(cell.value) ?? ''
  }
}
