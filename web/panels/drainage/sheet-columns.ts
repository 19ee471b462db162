import type { SheetRow } from '#core/drainage/calculation-sheet.ts'
import { number, UNKNOWN } from '../../locales/format.ts'

/** The usual columns of the sheet, in their usual order. */
export const SHEET_COLUMNS = [
  'pipe',
  'from',
  'to',
  'length',
  'load',
  'time',
  'travel',
  'intensity',
  'flow',
  'dn',
  'slope',
  'velocity',
  'fullFlow',
  'fall',
  'groundStart',
  'groundEnd',
  'invertStart',
  'invertEnd',
  'depthStart',
  'depthEnd',
] as const

export type SheetColumn = (typeof SHEET_COLUMNS)[number]

const DECIMALS: Partial<Record<SheetColumn, number>> = {
  length: 1,
  load: 3,
  time: 2,
  travel: 2,
  intensity: 1,
  flow: 1,
  dn: 0,
  slope: 1,
  velocity: 2,
  fullFlow: 1,
  fall: 3,
}

/** What stands in a cell; levels and depths to the centimetre. */
export function sheetCell(
  row: SheetRow,
  column: SheetColumn,
  write: (value: number, decimals: number) => string = number,
): string {
  const value = valueOf(row, column)
  if (value === null) return UNKNOWN
  return typeof value === 'string' ? value : write(value, DECIMALS[column] ?? 2)
}

function valueOf(row: SheetRow, column: SheetColumn): number | string | null {
  switch (column) {
    case 'slope':
      return row.slope === null ? null : row.slope * 1000
    case 'depthStart':
      return row.groundStart - row.invertStart
    case 'depthEnd':
      return row.groundEnd - row.invertEnd
    default:
      return row[column]
  }
}
