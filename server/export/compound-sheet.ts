import ExcelJS from 'exceljs'
import type { CompoundFeature, CompoundProperties } from '#core/api/compounds.ts'
import { accountOf } from '#core/programme/picked-account.ts'
import type { Eligibility } from '#core/compound/verdict.ts'

export interface CompoundSheet {
  readonly title: string
  readonly year: number
  readonly compounds: readonly CompoundFeature[]
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const VERDICTS: Readonly<Record<Eligibility, string>> = {
  eligible: '符合',
  conditional: '条件可入',
  unverified: '待核实',
  ineligible: '不符合',
  renovated: '已改造',
}
const TIERS: Readonly<Record<CompoundProperties['tier'], string>> = { A: 'A', B: 'B', none: '无' }

interface Column {
  readonly head: string
  readonly width: number
  readonly format?: string
  readonly value: (compound: CompoundProperties) => string | number | null
}

const COLUMNS: readonly Column[] = [
  { head: '编号', width: 12, value: (one) => one.id },
  { head: '小区', width: 18, value: (one) => one.name },
  { head: '镇街', width: 16, value: (one) => one.subdistrict },
  { head: '社区', width: 16, value: (one) => one.community },
  { head: '建成年份', width: 10, value: (one) => one.builtYear },
  { head: '楼栋', width: 8, value: (one) => one.buildings },
  { head: '户数', width: 10, format: '#,##0', value: (one) => one.households },
  { head: '建筑面积(m²)', width: 14, format: '#,##0.00', value: (one) => one.floorArea },
  { head: '同意(户)', width: 10, format: '#,##0', value: (one) => one.consent?.agree ?? null },
  { head: '征询总户数', width: 11, format: '#,##0', value: (one) => one.consent?.total ?? null },
  { head: '类别', width: 7, value: (one) => TIERS[one.tier] },
  { head: '资格', width: 10, value: (one) => VERDICTS[one.eligibility] },
  { head: '得分', width: 8, format: '0.00', value: (one) => one.score },
  { head: '名次', width: 8, value: (one) => one.rank },
  { head: '并列', width: 7, value: (one) => (one.tied ? '并列' : null) },
  { head: '入选', width: 7, value: (one) => (one.selected ? '是' : '否') },
  { head: '投资(元)', width: 16, format: '#,##0', value: (one) => one.cost },
  { head: '未通过或待核实的原因', width: 60, value: (one) => one.reasons.join('\n') || null },
]

/** A spreadsheet of compounds with their totals; says so where any of the records is synthetic. */
export async function compoundSheet({ title, year, compounds }: CompoundSheet): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('小区清单', { views: [{ state: 'frozen', xSplit: 2, ySplit: 4 }] })
  const rows = compounds.map(({ properties }) => properties)
  const synthetic = rows.filter(({ source }) => source === 'demo').length
  sheet.addRow([title]).font = { bold: true, size: 14 }
  sheet.addRow([`${year} 年度 · 共 ${rows.length} 个小区 · 空格为未知 · 资格、得分、入选由台账计算`])
  const note = sheet.addRow([
    synthetic === 0 ? '' : `示例数据:其中 ${synthetic} 个小区的记录为合成数据,不得用于申报或决策`,
  ])
  note.font = { color: { argb: 'FF8A5A00' }, bold: true }
  const head = sheet.addRow(COLUMNS.map((column) => column.head))
  head.font = { bold: true }
  head.alignment = { wrapText: true, vertical: 'middle' }
  for (const row of rows) sheet.addRow(COLUMNS.map((column) => column.value(row)))
  const totals = accountOf(rows, null)
  const sums: Readonly<Record<string, number>> = {
    楼栋: totals.buildings,
    户数: totals.households,
    '建筑面积(m²)': totals.floorArea,
    '投资(元)': totals.cost,
  }
  sheet.addRow(COLUMNS.map(({ head: name }, at) => (at === 0 ? '合计' : (sums[name] ?? null)))).font = {
    bold: true,
  }
  COLUMNS.forEach(({ width, format }, at) => {
    const column = sheet.getColumn(at + 1)
    column.width = width
    if (format !== undefined) column.numFmt = format
  })
  sheet.getColumn(COLUMNS.length).alignment = { wrapText: true, vertical: 'top' }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
