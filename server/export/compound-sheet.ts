import ExcelJS from 'exceljs'
import type { CompoundFeature, CompoundProperties } from '#core/api/compounds.ts'
import { accountOf } from '#core/programme/picked-account.ts'
import { COST_KIND, ELIGIBILITY, OWNERSHIP, SOURCE, STAGE, TIER } from '../layers/words.ts'

export interface CompoundSheet {
  readonly title: string
  readonly year: number
  readonly compounds: readonly CompoundFeature[]
  /** Ids of the columns in their order; all the usual ones without it. */
  readonly columns?: readonly string[]
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Column {
  /** As the attribute table of the page calls it. */
  readonly id: string
  readonly head: string
  readonly width: number
  readonly format?: string
  readonly value: (compound: CompoundProperties) => string | number | null
}

const COLUMNS: readonly Column[] = [
  { id: 'id', head: '编号', width: 12, value: (one) => one.id },
  { id: 'name', head: '小区', width: 18, value: (one) => one.name },
  { id: 'subdistrict', head: '镇街', width: 16, value: (one) => one.subdistrict },
  { id: 'community', head: '社区', width: 16, value: (one) => one.community },
  { id: 'builtYear', head: '建成年份', width: 10, value: (one) => one.builtYear },
  { id: 'buildings', head: '楼栋', width: 8, value: (one) => one.buildings },
  { id: 'households', head: '户数', width: 10, format: '#,##0', value: (one) => one.households },
  { id: 'floorArea', head: '建筑面积(m²)', width: 14, format: '#,##0.00', value: (one) => one.floorArea },
  { id: 'consent', head: '同意(户)', width: 10, format: '#,##0', value: (one) => one.consent?.agree ?? null },
  {
    id: 'consent',
    head: '征询总户数',
    width: 11,
    format: '#,##0',
    value: (one) => one.consent?.total ?? null,
  },
  { id: 'tier', head: '类别', width: 7, value: (one) => TIER[one.tier] },
  { id: 'eligibility', head: '资格', width: 10, value: (one) => ELIGIBILITY[one.eligibility] },
  { id: 'score', head: '得分', width: 8, format: '0.00', value: (one) => one.score },
  { id: 'rank', head: '名次', width: 8, value: (one) => one.rank },
  { id: 'rank', head: '并列', width: 7, value: (one) => (one.tied ? '并列' : null) },
  { id: 'selected', head: '入选', width: 7, value: (one) => yesNo(one.selected) },
  { id: 'cost', head: '投资(元)', width: 16, format: '#,##0', value: (one) => one.cost },
  { id: 'reasons', head: '未通过或待核实的原因', width: 60, value: (one) => one.reasons.join('\n') || null },
]

/** What the table can show beside them. */
const MORE_COLUMNS: readonly Column[] = [
  { id: 'costKind', head: '造价类型', width: 10, value: (one) => COST_KIND[one.costKind] },
  {
    id: 'unitCost',
    head: '单方造价(元/m²)',
    width: 12,
    format: '#,##0.0',
    value: (one) => (one.floorArea > 0 ? one.cost / one.floorArea : null),
  },
  { id: 'ownership', head: '产权性质', width: 16, value: (one) => wordOf(OWNERSHIP, one.ownership) },
  { id: 'stage', head: '阶段', width: 12, value: (one) => wordOf(STAGE, one.stage) },
  { id: 'maintenanceOnly', head: '保障性维护', width: 10, value: (one) => yesNo(one.maintenanceOnly) },
  { id: 'renovatedYear', head: '已改造年份', width: 10, value: (one) => one.renovatedYear },
  { id: 'source', head: '来源', width: 10, value: (one) => SOURCE[one.source] },
]

/** A code nobody has a word for stands as it is. */
function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code
}

function yesNo(fact: boolean): string {
  return fact ? '是' : '否'
}

/** The columns asked for in their order; those nobody knows, as an old page may ask for, are left out. */
function columnsOf(ids: readonly string[] | undefined): readonly Column[] {
  if (ids === undefined) return COLUMNS
  const known = ids.flatMap((id) => [...COLUMNS, ...MORE_COLUMNS].filter((column) => column.id === id))
  return known.length > 0 ? known : COLUMNS
}

/** A spreadsheet of compounds with their totals; says so where any of the records is synthetic. */
export async function compoundSheet({
  title,
  year,
  compounds,
  columns: asked,
}: CompoundSheet): Promise<Uint8Array> {
  const columns = columnsOf(asked)
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
  const head = sheet.addRow(columns.map((column) => column.head))
  head.font = { bold: true }
  head.alignment = { wrapText: true, vertical: 'middle' }
  for (const row of rows) sheet.addRow(columns.map((column) => column.value(row)))
  const totals = accountOf(rows, null)
  const sums: Readonly<Record<string, number>> = {
    楼栋: totals.buildings,
    户数: totals.households,
    '建筑面积(m²)': totals.floorArea,
    '投资(元)': totals.cost,
  }
  const label = columns.findIndex(({ head: name }) => !(name in sums))
  const foot = columns.map(({ head: name }, at) => (at === label ? '合计' : (sums[name] ?? null)))
  sheet.addRow(foot).font = { bold: true }
  columns.forEach(({ width, format }, at) => {
    const column = sheet.getColumn(at + 1)
    column.width = width
    if (format !== undefined) column.numFmt = format
  })
  const reasons = columns.findIndex(({ id }) => id === 'reasons')
  if (reasons !== -1) sheet.getColumn(reasons + 1).alignment = { wrapText: true, vertical: 'top' }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
