import type { Readable } from 'node:stream'
import type { Cell } from '#core/import/cell.ts'
import { MOST_COLUMNS, UnreadableFile } from '../source.ts'
import type { WorkbookParts } from './workbook-parts.ts'
import { readXml } from './xml-events.ts'

export interface SheetRow {
  /** As Excel numbers it. */
  readonly row: number
  readonly cells: readonly Cell[]
}

/** The cell that is being read. */
interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  formula: string | null
}

/** Rows of a sheet that hold anything, in portions as they arrive. */
export async function* readSheet(
  stream: Readable,
  { texts, dayStyles, from1904 }: WorkbookParts,
): AsyncGenerator<SheetRow[]> {
  let done: SheetRow[] = []
  let [row, column] = [0, 0]
  let cells: Cell[] = []
  let cell: OpenCell | null = null
  let reading: 'value' | 'formula' | null = null
  const events = readXml(stream, {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes['r'] ?? row + 1)
        column = 0
        cells = []
      } else if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        if (!(column <= MOST_COLUMNS)) throw tooWide()
        const { t: type = 'n', s: style = '-1' } = attributes
        cell = { column, type, style: Number(style), value: '', formula: null }
      } else if (name === 'f' && cell !== null) {
        cell.formula = ''
        reading = 'formula'
      } else if (name === 'v' || name === 't') reading = 'value'
    },
    text(piece) {
      if (cell === null || reading === null) return
      if (reading === 'formula') cell.formula = (cell.formula ?? '') + piece
      else cell.value += piece
    },
    close(name) {
      if (name === 'v' || name === 't' || name === 'f') reading = null
      else if (name === 'c' && cell !== null) {
        while (cells.length < cell.column - 1) cells.push(null)
        cells[cell.column - 1] = toCell(cell, texts, dayStyles[cell.style] === true, from1904)
        cell = null
      } else if (name === 'row' && cells.some((one) => one !== null)) done.push({ row, cells })
    },
  })
  for await (const _ of events) {
    if (done.length === 0) continue
    yield done
    done = []
  }
}

function toCell(
  { type, value, formula }: OpenCell,
  texts: readonly string[],
  isDay: boolean,
  from1904: boolean,
): Cell {
  if (type === 'e') return { kind: 'error', text: value }
  if (formula !== null) return { kind: 'formula', text: `=${formula}` }
  if (value === '') return null
  switch (type) {
    case 's':
      return texts[Number(value)] ?? null
    case 'inlineStr':
    case 'str':
      return value
    case 'b':
      return value === '1'
    case 'd':
      return { kind: 'date', day: value.slice(0, 10) }
    default: {
      const number = Number(value)
      return isDay && Number.isFinite(number) ? { kind: 'date', day: dayOf(number, from1904) } : number
    }
  }
}

const DAY_MS = 86_400_000

/** Excel counts the days of 1900 with a 29 February that never was; from March on this is right. */
function dayOf(serial: number, from1904: boolean): string {
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const time = first + Math.floor(serial) * DAY_MS
  return Math.abs(time) < 8e15 ? new Date(time).toISOString().slice(0, 10) : String(serial)
}

/** `AB12` is column 28. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
    if (column > MOST_COLUMNS) break
  }
  return column
}

function tooWide(): UnreadableFile {
  return new UnreadableFile(`工作表超过 ${MOST_COLUMNS} 列;请删去多余的列`)
}
