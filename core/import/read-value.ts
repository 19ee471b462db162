import { cellText, isEmptyCell, type Cell } from './cell.ts'
import type { FieldForm, ImportField } from './field.ts'

/** What values are measured against beside the field itself. */
export interface ValueContext {
  /** Nothing was built or renovated after it. */
  readonly planYear: number
  /** ISO date */
  readonly today: string
  /** Codes of the 镇街, by code and by name. */
  readonly subdistricts: ReadonlyMap<string, string>
}

/** A value, nothing (the cell is empty), or what was expected in its place. `null`: said to be not known. */
export type ReadValue = { readonly value: unknown } | { readonly empty: true } | { readonly expected: string }

const EMPTY: ReadValue = { empty: true }
const EARLIEST_YEAR = 1900

/** Words that say "not known"; where a field may be open they stand for null. */
const NOT_KNOWN = new Set(['待核实', '不详', '未知', '无数据', '/', '—', '-', '--', '——'])

/** @param factor from the unit of the column to the unit of the field */
export function readValue(field: ImportField, cell: Cell, factor: number, context: ValueContext): ReadValue {
  if (isEmptyCell(cell)) return EMPTY
  if (typeof cell === 'object' && cell !== null) {
    if (cell.kind === 'formula') return { expected: '是公式;请复制后“选择性粘贴为数值”' }
    if (cell.kind === 'error') return { expected: '是公式错误值;请改为数值或留空' }
  }
  if (typeof cell === 'string') {
    const odd = oddText(cell)
    if (odd !== null) return { expected: odd }
    if (NOT_KNOWN.has(cell.trim()) && field.form.type !== 'choice') {
      return field.required === 'never' ? { value: null } : { expected: '不能为待核实,请填写' }
    }
  }
  return readForm(field, field.form, cell, factor, context)
}

function readForm(
  field: ImportField,
  form: FieldForm,
  cell: Cell,
  factor: number,
  context: ValueContext,
): ReadValue {
  switch (form.type) {
    case 'text':
      return readText(cell, form.longest)
    case 'integer':
      return readNumber(field, cell, factor, { ...form, whole: true })
    case 'decimal':
      return readNumber(field, cell, factor, { ...form, whole: false })
    case 'year':
      return readYear(cell, context.planYear)
    case 'date':
      return readDate(cell, context.today)
    case 'yesNo':
      return readYesNo(cell)
    case 'choice':
      return readChoice(cell, form.choices)
    case 'place': {
      const code = context.subdistricts.get(cellText(cell, 100).trim())
      return code === undefined ? { expected: '应为本区镇街的全称或代码' } : { value: code }
    }
    case 'section':
      return readSection(cell)
    case 'json':
      return readJson(cell)
  }
}

/** Half a surrogate, control characters, a formula typed as text: nothing that a record may keep. */
function oddText(text: string): string | null {
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) {
    return '含有不完整的字符(文件编码有误或被截断)'
  }
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/.test(text)) return '含有控制字符,请清除'
  if (text.includes('\ufffd')) return '含有无法识别的字符(文件编码有误),请另存为 UTF-8 或 GBK'
  if (/^[=@]\s*\S/.test(text)) return '像是公式;请改为数值或文字'
  return null
}

function readText(cell: Cell, longest: number): ReadValue {
  if (typeof cell === 'object' && cell !== null && cell.kind === 'nested') return { expected: '应为文字' }
  const text = cellText(cell, Number.MAX_SAFE_INTEGER).trim().replace(/\s+/g, ' ')
  return text.length <= longest ? { value: text } : { expected: `应不超过 ${longest} 个字` }
}

interface NumberBounds {
  readonly low: number
  readonly high: number
  readonly whole: boolean
}

function readNumber(field: ImportField, cell: Cell, factor: number, bounds: NumberBounds): ReadValue {
  const { low, high, whole } = bounds
  const unit = field.unit === '' ? '' : `(${field.unit})`
  const expected = `应为 ${low} 至 ${high} 的${whole ? '整数' : '数'}${unit}`
  if (typeof cell === 'object' && cell?.kind === 'date') return { expected: `${expected},不是日期` }
  const raw = typeof cell === 'number' ? cell : typeof cell === 'string' ? parseNumber(cell) : null
  if (raw === null || !Number.isFinite(raw)) return { expected }
  // 46.52 万 × 10 000 is no integer in IEEE arithmetic.
  const value = factor === 1 ? raw : Number((raw * factor).toPrecision(12))
  if (value < low || value > high || (whole && !Number.isInteger(value))) return { expected }
  return { value: value === 0 ? 0 : value }
}

/** Plain digits, with thousands separators or full-width; never 三百, 1e3, 0x10 or a number with its unit. */
function parseNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim()
  if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return Number(plain)
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''))
  return null
}

function readYear(cell: Cell, planYear: number): ReadValue {
  const expected = `应为 ${EARLIEST_YEAR} 至 ${planYear} 的年份,如 1993`
  if (typeof cell === 'object' && cell?.kind === 'date') return { expected: `${expected},不是日期` }
  const year =
    typeof cell === 'number' ? cell : typeof cell === 'string' ? parseNumber(cell.replace(/年$/, '')) : null
  if (year === null || !Number.isInteger(year) || year < EARLIEST_YEAR || year > planYear) return { expected }
  return { value: year }
}

function readDate(cell: Cell, today: string): ReadValue {
  const expected = '应为不晚于今天的日期,如 2023-09-01'
  if (typeof cell === 'number') return { expected: `${expected};数字是日期序号,请设为日期格式` }
  const day = typeof cell === 'object' && cell?.kind === 'date' ? cell.day : parseDay(cellText(cell, 40))
  if (day === null || !isDay(day) || day > today || day < `${EARLIEST_YEAR}`) return { expected }
  return { value: day }
}

/** 2023-09-01, 2023/9/1, 2023.9.1 and 2023年9月1日 as ISO; null for anything else. */
function parseDay(text: string): string | null {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(
    text.normalize('NFKC').trim(),
  )
  if (match === null) return null
  const [, year = '', month = '', day = ''] = match
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(day)
}

const YES = new Set(['是', '有', 'y', 'yes', 'true', '1', '√', '✓'])
const NO = new Set(['否', '无', '没有', 'n', 'no', 'false', '0', '×', '✗', 'x'])

function readYesNo(cell: Cell): ReadValue {
  if (typeof cell === 'boolean') return { value: cell }
  const word = cellText(cell, 20).normalize('NFKC').trim().toLowerCase()
  if (YES.has(word)) return { value: true }
  if (NO.has(word)) return { value: false }
  return { expected: '应为 是、否 或留空' }
}

function readChoice(cell: Cell, choices: Readonly<Record<string, readonly string[]>>): ReadValue {
  const word = cellText(cell, 100).normalize('NFKC').trim().toLowerCase()
  for (const [code, words] of Object.entries(choices)) {
    if (code.toLowerCase() === word || words.some((one) => one.normalize('NFKC').toLowerCase() === word)) {
      return { value: code }
    }
  }
  const labels = Object.values(choices).flatMap(([first]) => first ?? [])
  return NOT_KNOWN.has(word) ? { value: null } : { expected: `应为 ${labels.join('、')} 之一` }
}

/** Width and height in mm. */
function readSection(cell: Cell): ReadValue {
  const match = /^(\d{2,5})\s*[x×*]\s*(\d{2,5})$/i.exec(cellText(cell, 40).normalize('NFKC').trim())
  const sides = [Number(match?.[1]), Number(match?.[2])] as const
  if (match !== null && sides.every((side) => side >= 50 && side <= 20_000)) {
    return { value: { width: sides[0], height: sides[1] } }
  }
  return { expected: '应为 宽X高(mm),如 1200X800' }
}

/** Deeper objects are nobody's records, and reading them would cost the stack. */
const DEEPEST = 12

function readJson(cell: Cell): ReadValue {
  const expected = '应为本系统导出的 JSON'
  if (typeof cell === 'object' && cell?.kind === 'nested') {
    return depthOf(cell.value, DEEPEST) ? { value: cell.value } : { expected }
  }
  if (typeof cell !== 'string') return typeof cell === 'boolean' ? { value: cell } : { expected }
  try {
    const value: unknown = JSON.parse(cell)
    return depthOf(value, DEEPEST) ? { value } : { expected }
  } catch {
    return { expected }
  }
}

/** Is the value nested no deeper than `left`? */
function depthOf(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return left > 0 && Object.values(value).every((one) => depthOf(one, left - 1))
}
