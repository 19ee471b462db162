import ExcelJS from 'exceljs'
import { DICTIONARY } from '#core/import/dictionary.ts'
import { EXAMPLE_MARK } from '#core/import/example-row.ts'
import { headingOf, type ImportField, type ImportKind } from '#core/import/field.ts'

/** Rows that have drop-downs. */
const READY_ROWS = 500

/** A workbook to fill in: a sheet for each kind with drop-downs, notes on every heading and one example row. */
export async function importTemplate(
  kinds: readonly ImportKind[],
  subdistricts: readonly string[],
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  for (const kind of kinds) addSheet(workbook, kind, subdistricts)
  addLists(workbook, subdistricts)
  addNotes(workbook, kinds)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function addSheet(workbook: ExcelJS.Workbook, kind: ImportKind, subdistricts: readonly string[]): void {
  const { label, fields } = DICTIONARY[kind]
  const shown = fields.filter(({ inTemplate }) => inTemplate)
  const sheet = workbook.addWorksheet(label.replace(/[()]/g, ' ').trim(), {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = shown.map((field) => ({
    header: headingOf(field),
    width: Math.max(12, headingOf(field).length * 2.2),
  }))
  const head = sheet.getRow(1)
  head.font = { bold: true }
  head.alignment = { vertical: 'middle', wrapText: true }
  shown.forEach((field, at) => {
    const cell = head.getCell(at + 1)
    const required = field.required !== 'never'
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: required ? 'FFFDE9D0' : 'FFE8EEF7' } }
    cell.note = noteOf(field)
    for (let row = 2; row <= READY_ROWS; row++) {
      const validation = validationOf(field, subdistricts.length)
      if (validation !== null) sheet.getCell(row, at + 1).dataValidation = validation
    }
  })
  const example = sheet.getRow(2)
  shown.forEach((field, at) => {
    const cell = example.getCell(at + 1)
    cell.value = field.example === '' ? null : field.example
    cell.font = { italic: true, color: { argb: 'FF8A8F98' } }
  })
  // Marked in a column of its own, so that nobody takes it for a record; the importer skips such rows.
  example.getCell(shown.length + 1).value = EXAMPLE_MARK
  example.getCell(shown.length + 1).font = { italic: true, color: { argb: 'FFB45309' } }
}

function noteOf(field: ImportField): string {
  const required = { always: '必填', new: '新记录必填', never: '可不填' }[field.required]
  return [required, boundsOf(field), field.note].filter((part) => part !== '').join(';')
}

function boundsOf({ form, unit }: ImportField): string {
  switch (form.type) {
    case 'integer':
      return `${form.low} 至 ${form.high} 的整数${unit}`
    case 'decimal':
      return Math.abs(form.high) >= 1e8 ? `数${unit}` : `${form.low} 至 ${form.high}${unit}`
    case 'year':
      return '四位年份'
    case 'date':
      return '日期,如 2023-09-01'
    case 'yesNo':
      return '是 或 否'
    case 'choice':
      return Object.values(form.choices)
        .flatMap(([first]) => first ?? [])
        .join('、')
    default:
      return ''
  }
}

const LISTS = '选项'

function validationOf({ form }: ImportField, subdistricts: number): ExcelJS.DataValidation | null {
  const list = (words: readonly string[]): ExcelJS.DataValidation => ({
    type: 'list',
    allowBlank: true,
    formulae: [`"${words.join(',')}"`],
  })
  if (form.type === 'yesNo') return list(['是', '否'])
  if (form.type === 'choice') return list(Object.values(form.choices).flatMap(([first]) => first ?? []))
  if (form.type === 'place' && subdistricts > 0) {
    return { type: 'list', allowBlank: true, formulae: [`${LISTS}!$A$2:$A$${subdistricts + 1}`] }
  }
  return null
}

/** A list in a cell may hold 255 characters; the 镇街 stand in a sheet of their own. */
function addLists(workbook: ExcelJS.Workbook, subdistricts: readonly string[]): void {
  const sheet = workbook.addWorksheet(LISTS)
  sheet.columns = [{ header: '本区镇街', width: 20 }]
  for (const name of subdistricts) sheet.addRow([name])
}

function addNotes(workbook: ExcelJS.Workbook, kinds: readonly ImportKind[]): void {
  const sheet = workbook.addWorksheet('填写说明')
  sheet.columns = [
    { header: '表', width: 18 },
    { header: '列', width: 26 },
    { header: '说明', width: 70 },
  ]
  sheet.getRow(1).font = { bold: true }
  for (const kind of kinds) {
    const { label, fields } = DICTIONARY[kind]
    for (const field of fields.filter(({ inTemplate }) => inTemplate))
      sheet.addRow([label, headingOf(field), noteOf(field)])
  }
  sheet.addRow([])
  sheet.addRow(['通用', '', '空单元格不改动原有内容;填“待核实”表示尚不清楚。请勿合并单元格、使用公式。'])
}
