import ExcelJS from 'exceljs'
import { cellText } from '#core/import/cell.ts'
import { groupBy } from '#core/import/group-by.ts'
import type { ImportReport } from '#core/api/imports.ts'
import { describeRowFault, type RowFault } from '#core/import/row-fault.ts'
import type { Source, SourceLayer } from '../import/source/source.ts'

/** Rows copied of a layer; faults beyond them stand in the list alone. */
const MOST_ROWS = 20_000

const RED: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFCD5D5' } }

/** The rejected table with its faults marked in the cells, every row at its old place, and a list of the faults. */
export async function markedSheet(source: Source, report: ImportReport): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const taken = new Set<string>()
  for (const layer of source.layers) {
    const faults = report.faults.filter(({ layer: name }) => name === layer.name)
    if (faults.length > 0) await addLayer(workbook, layer, faults, taken)
  }
  addFaultList(workbook, report)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

async function addLayer(
  workbook: ExcelJS.Workbook,
  layer: SourceLayer,
  faults: readonly RowFault[],
  taken: Set<string>,
): Promise<void> {
  const sheet = workbook.addWorksheet(sheetName(layer.name === '' ? '数据' : layer.name, taken))
  const headRow = layer.headRow ?? 1
  const shift = layer.headRow === null ? 1 : 0
  sheet.getRow(headRow).values = [...layer.columns]
  sheet.getRow(headRow).font = { bold: true }
  const byRow = groupBy(faults, ({ row }) => row ?? 0)
  let count = 0
  rows: for await (const portion of layer.rows()) {
    for (const row of portion) {
      if (count++ >= MOST_ROWS) break rows
      const line = sheet.getRow(row.row + shift)
      layer.columns.forEach((_, at) => {
        const cell = row.cell(at)
        if (cell !== null) line.getCell(at + 1).value = typeof cell === 'number' ? cell : cellText(cell, 500)
      })
      for (const fault of byRow.get(row.row) ?? []) mark(line, layer, fault)
    }
  }
  for (const fault of byRow.get(0) ?? []) mark(sheet.getRow(headRow), layer, fault)
}

function mark(line: ExcelJS.Row, { columns }: SourceLayer, { column, expected }: RowFault): void {
  const at = column === null ? 0 : Math.max(0, columns.indexOf(column))
  const cell = line.getCell(at + 1)
  const earlier = typeof cell.note === 'string' ? `${cell.note}\n` : ''
  cell.fill = RED
  cell.note = `${earlier}${expected}`
}

function addFaultList(workbook: ExcelJS.Workbook, { faults, faultCount }: ImportReport): void {
  const sheet = workbook.addWorksheet('问题清单', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [
    { header: '工作表', width: 18 },
    { header: '行', width: 8 },
    { header: '列', width: 20 },
    { header: '现值', width: 26 },
    { header: '应为', width: 60 },
    { header: '一句话', width: 80 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const fault of faults) {
    const { layer, row, column, value, expected } = fault
    sheet.addRow([layer, row, column, value, expected, describeRowFault(fault)])
  }
  if (faultCount > faults.length) sheet.addRow([`……另有 ${faultCount - faults.length} 处`])
}

/** Excel takes 31 characters and none of `[]:*?/\`. */
function sheetName(name: string, taken: Set<string>): string {
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 28) || '数据'
  let unique = plain
  for (let count = 2; taken.has(unique); count++) unique = `${plain} ${count}`
  taken.add(unique)
  return unique
}
