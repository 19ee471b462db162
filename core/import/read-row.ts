import { cellText, type Cell } from './cell.ts'
import type { ImportField } from './field.ts'
import { readValue, type ValueContext } from './read-value.ts'
import { unitFactor, type Mapping } from './recognise.ts'
import type { RowFault } from './row-fault.ts'

/** The values of one row by field id; what is not mapped or empty is absent, null is said to be not known. */
export type RowValues = Readonly<Record<string, unknown>>

/** One column that is read. */
export interface BoundColumn {
  readonly field: ImportField
  readonly heading: string
  /** Place of the column in the file. */
  readonly index: number
  readonly factor: number
}

/** Binds a mapping to the columns of a layer. Faults: a column that is not there, a unit that is not known. */
export function bindColumns(
  fields: readonly ImportField[],
  headings: readonly string[],
  mapping: Mapping,
  layer: string,
): { readonly columns: readonly BoundColumn[]; readonly faults: readonly RowFault[] } {
  const columns: BoundColumn[] = []
  const faults: RowFault[] = []
  for (const field of fields) {
    const heading = mapping[field.id]
    if (heading === undefined) continue
    const index = headings.indexOf(heading)
    const factor = unitFactor(field, heading)
    if (index === -1 || factor === null) {
      const expected =
        index === -1
          ? `文件中没有这一列(应对应“${field.label}”)`
          : `单位不认识,“${field.label}”应以 ${[field.unit, ...Object.keys(field.units)].join('、')} 计`
      faults.push({ layer, row: null, column: heading, value: '', expected })
    } else columns.push({ field, heading, index, factor })
  }
  for (const { id, label, required } of fields) {
    if (required !== 'always' || mapping[id] !== undefined) continue
    faults.push({
      layer,
      row: null,
      column: label,
      value: '',
      expected: `缺少必填列“${label}”;请检查工作表、表头行(合并的表头须拆开)或手工对应`,
    })
  }
  return { columns, faults }
}

/** Reads one row; every cell that cannot stand is a fault of its own. */
export function readRow(
  columns: readonly BoundColumn[],
  cellAt: (index: number) => Cell,
  place: { readonly layer: string; readonly row: number },
  context: ValueContext,
): { readonly values: RowValues; readonly faults: readonly RowFault[] } {
  const values: Record<string, unknown> = {}
  const faults: RowFault[] = []
  for (const { field, heading, index, factor } of columns) {
    const cell = cellAt(index)
    const read = readValue(field, cell, factor, context)
    if ('expected' in read) {
      faults.push({ ...place, column: heading, value: cellText(cell), expected: read.expected })
    } else if ('value' in read) values[field.id] = read.value
    else if (field.required === 'always') {
      faults.push({ ...place, column: heading, value: '', expected: '必填' })
    }
  }
  return { values, faults }
}
