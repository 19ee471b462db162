import ExcelJS from 'exceljs'
import { DEMO_NOTICE, localTime, stampText } from './layer-export.ts'
import type { ExportStamp } from './layer-export.ts'

/** A column; those of the same `group` in a row share a merged head above their own. */
export interface RecordColumn<Row> {
  readonly head: string
  readonly group?: string
  readonly width: number
  readonly format?: string
  readonly value: (row: Row, at: number) => string | number | null
}

export interface RecordSheet<Row> {
  readonly name: string
  readonly title: string
  /** e.g. `单位:m、mm` and the system of coordinates. */
  readonly unitLine: string
  readonly demo: boolean
  readonly stamp: ExportStamp
  readonly columns: readonly RecordColumn<Row>[]
  readonly rows: AsyncIterable<Row> | Iterable<Row>
}

/** Paper sizes as the format numbers them; ExcelJS names only some. */
const A3 = 8
const LINES_ABOVE = 2
const LINE = { style: 'thin' } as const
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE }

/**
 * Records as a bureau files them (DOMAIN §7.2): title, unit line, merged heads that repeat on each page, A3 landscape
 * to one page's width, sign-off line; who took it and when in the foot of each page.
 */
export async function recordSheet<Row>(table: RecordSheet<Row>): Promise<Uint8Array> {
  const { columns, demo, stamp } = table
  const grouped = columns.some(({ group }) => group !== undefined)
  const headRows = grouped ? 2 : 1
  const [first, last] = [LINES_ABOVE + 1, LINES_ABOVE + headRows]
  const book = new ExcelJS.Workbook()
  book.creator = stamp.by
  book.created = new Date(stamp.at)
  const sheet = book.addWorksheet(table.name, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: last }],
    pageSetup: {
      paperSize: A3 as ExcelJS.PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${first}:${last}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddFooter: `&L${demo ? '示例数据 ' : ''}${stampText(stamp)}&C第 &P 页 共 &N 页&R${localTime(stamp.at)}`,
    },
  })
  const width = columns.length
  addLine(sheet, width, table.title, { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } })
  addLine(sheet, width, `${demo ? `${DEMO_NOTICE}    ` : ''}${table.unitLine}`, {
    alignment: { horizontal: 'right' },
    ...(demo ? { font: { bold: true, color: { argb: 'FF8A5A00' } } } : {}),
  })
  addHeads(sheet, columns, grouped)
  let at = 0
  for await (const row of table.rows) {
    const added = sheet.addRow(columns.map(({ value }) => value(row, at)))
    added.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = BORDER
      cell.alignment = { vertical: 'middle', wrapText: true }
    })
    at++
  }
  sheet.addRow([])
  addLine(sheet, width, '填报人:________    审核人:________    单位负责人:________    日期:________', {})
  addLine(sheet, width, stampText(stamp), { font: { color: { argb: 'FF5B6776' } } })
  columns.forEach(({ width: size, format }, index) => {
    const column = sheet.getColumn(index + 1)
    column.width = size
    if (format !== undefined) column.numFmt = format
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function addHeads<Row>(
  sheet: ExcelJS.Worksheet,
  columns: readonly RecordColumn<Row>[],
  grouped: boolean,
): void {
  const heads = columns.map(({ head }) => head)
  const top = sheet.addRow(grouped ? columns.map(({ group, head }) => group ?? head) : heads)
  const rows = grouped ? [top, sheet.addRow(heads)] : [top]
  for (const row of rows) {
    row.font = { bold: true }
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = BORDER
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    })
  }
  if (!grouped) return
  let start = 0
  while (start < columns.length) {
    const group = columns[start]?.group
    let end = start
    while (group !== undefined && columns[end + 1]?.group === group) end++
    const bottom = group === undefined ? top.number + 1 : top.number
    sheet.mergeCells(top.number, start + 1, bottom, end + 1)
    start = end + 1
  }
}

function addLine(sheet: ExcelJS.Worksheet, width: number, text: string, style: Partial<ExcelJS.Style>): void {
  const row = sheet.addRow([text])
  sheet.mergeCells(row.number, 1, row.number, width)
  Object.assign(row.getCell(1), style)
}
