import ExcelJS from 'exceljs'

/** Columns and rows of one official table; what every table has in common is put round them here. */
export interface PlanningSheet<Row> {
  readonly name: string
  readonly title: string
  /** Policy, budget, state: one line under the title. */
  readonly basis: string
  /** Some of the records are synthetic. */
  readonly demo: boolean
  readonly columns: readonly SheetColumn<Row>[]
  readonly rows: readonly Row[]
  /** A line across the table behind the row at `after`; null without one. */
  readonly line: { readonly after: number; readonly text: string } | null
  /** Last row, one value a column. */
  readonly totals: readonly (string | number | null)[]
  /** Sentences under the table. */
  readonly notes: readonly string[]
  /** ISO date */
  readonly printedOn: string
  readonly paper: 'A3' | 'A4'
}

export interface SheetColumn<Row> {
  readonly head: string
  readonly width: number
  readonly format?: string
  readonly value: (row: Row, at: number) => string | number | null
}

/** Paper sizes as the format numbers them; ExcelJS names only some. */
const PAPERS = { A3: 8, A4: 9 } as const
const HEAD_ROW = 4

/**
 * A table as a bureau hands it in (DOMAIN §7.2): merged title, unit line, frozen head that repeats on each page,
 * landscape to one page's width, sign-off line; 示例数据 where any record is synthetic.
 */
export async function planningSheet<Row>(table: PlanningSheet<Row>): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet(table.name, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: HEAD_ROW }],
    pageSetup: {
      paperSize: PAPERS[table.paper] as ExcelJS.PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${HEAD_ROW}:${HEAD_ROW}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L${table.demo ? '示例数据' : ''}&C第 &P 页 共 &N 页&R${table.printedOn}` },
  })
  const width = table.columns.length
  addLine(sheet, width, table.title, { font: { bold: true, size: 16 }, alignment: { horizontal: 'center' } })
  addLine(sheet, width, table.basis, {})
  addLine(sheet, width, `${table.demo ? '示例数据:含合成记录,不得用于申报或决策    ' : ''}单位:万元、万m²`, {
    alignment: { horizontal: 'right' },
    font: table.demo ? { bold: true, color: { argb: 'FF8A5A00' } } : {},
  })
  const head = sheet.addRow(table.columns.map((column) => column.head))
  const bodies = addBody(sheet, table)
  const totals = sheet.addRow([...table.totals])
  for (const row of [head, totals]) row.font = { bold: true }
  for (const row of [head, ...bodies, totals]) frame(row, width)
  head.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  for (const note of table.notes)
    addLine(sheet, width, note, { alignment: { wrapText: true, vertical: 'top' } })
  sheet.addRow([])
  addLine(sheet, width, `填报人:________    审核人:________    单位负责人:________    日期:________`, {})
  table.columns.forEach(({ width: size, format }, at) => {
    const column = sheet.getColumn(at + 1)
    column.width = size
    if (format !== undefined) column.numFmt = format
  })
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The rows of the table, and the line across it where it stands. */
function addBody<Row>(
  sheet: ExcelJS.Worksheet,
  { columns, rows, line }: PlanningSheet<Row>,
): readonly ExcelJS.Row[] {
  const bodies: ExcelJS.Row[] = []
  rows.forEach((row, at) => {
    bodies.push(sheet.addRow(columns.map(({ value }) => value(row, at))))
    if (line?.after !== at) return
    addLine(sheet, columns.length, line.text, {
      font: { bold: true, color: { argb: 'FF0B5C82' } },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE3EEF4' } },
      border: { top: { style: 'medium' }, bottom: { style: 'medium' } },
    })
  })
  return bodies
}

function addLine(sheet: ExcelJS.Worksheet, width: number, text: string, style: Partial<ExcelJS.Style>): void {
  const row = sheet.addRow([text])
  sheet.mergeCells(row.number, 1, row.number, width)
  Object.assign(row.getCell(1), style)
}

function frame(row: ExcelJS.Row, width: number): void {
  const line = { style: 'thin' } as const
  for (let at = 1; at <= width; at++) {
    const cell = row.getCell(at)
    cell.border = { top: line, bottom: line, left: line, right: line }
    cell.alignment = { vertical: 'middle', wrapText: true }
  }
}
