/** One thing wrong in a file, where a person can find it again. */
export interface RowFault {
  /** Sheet of a workbook or layer of a GIS file; '' where the file has only one. */
  readonly layer: string
  /** As the file counts: the row of a sheet, the line's record of a text file, the feature; null: the whole layer. */
  readonly row: number | null
  /** Heading of the column; null where no single column is at fault. */
  readonly column: string | null
  /** What stands there, cut to what a list can show. */
  readonly value: string
  /** What was expected, in Chinese. */
  readonly expected: string
}

/** Faults beyond this many are counted and not kept: nobody reads them, and memory stays bounded. */
export const MOST_FAULTS = 2_000

/** Collects faults, counting all and keeping the first ones. */
export interface FaultList {
  readonly kept: readonly RowFault[]
  readonly count: number
  add(fault: RowFault): void
}

export function createFaultList(): FaultList {
  const kept: RowFault[] = []
  let count = 0
  return {
    kept,
    get count() {
      return count
    },
    add(fault) {
      count += 1
      if (kept.length < MOST_FAULTS) kept.push(fault)
    },
  }
}

/** One line of Chinese: where, what stands there, what was expected. */
export function describeRowFault({ layer, row, column, value, expected }: RowFault): string {
  const place = [
    layer === '' ? null : `“${layer}”`,
    row === null ? null : `第 ${row} 行`,
    column === null ? null : `“${column}”列`,
  ].filter((part) => part !== null)
  const found = value === '' ? '' : `现为“${value}”,`
  return `${place.length === 0 ? '整个文件' : place.join(' ')}:${found}${expected}`
}
