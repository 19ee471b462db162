import type { FieldValue, LayerField } from '../../layers/layer.ts'
import { encodeGbk } from './gbk.ts'

/** Code pages of the header's byte 29: 0x4D is GBK; UTF-8 has none and is said by the .cpg beside it. */
const LANGUAGE = { 'utf-8': 0, gbk: 0x4d } as const

export type DbfEncoding = keyof typeof LANGUAGE

const MOST_TEXT_BYTES = 254
const HEADER_BYTES = 32
const FIELD_BYTES = 32

/** Digits after the point of every number with a fraction: enough for a slope, and for an area in m². */
const FRACTION = 6
const NUMBER_BYTES = 20
/** Up to here GIS take a column for whole numbers of 32 bits. */
const INTEGER_BYTES = 9

interface DbfColumn {
  readonly name: string
  readonly kind: 'C' | 'N' | 'L'
  readonly length: number
  readonly decimals: number
}

export interface DbfFile {
  readonly bytes: Uint8Array
  /** Texts that had to be cut at 254 bytes. */
  readonly cut: number
}

/** dBASE III, as a shapefile takes it: fixed columns, names of at most ten letters. */
export function dbfFile(
  fields: readonly LayerField[],
  rows: readonly (readonly FieldValue[])[],
  encoding: DbfEncoding,
  today: Date,
): DbfFile {
  const encode =
    encoding === 'gbk' ? (text: string) => encodeGbk(text) : (text: string) => new TextEncoder().encode(text)
  let cut = 0
  const columns = columnsOf(fields, rows, encode)
  const encoded = rows.map((row) =>
    columns.map((column, at) => {
      const bytes = valueBytes(row[at] ?? null, column, encode)
      if (bytes.length <= column.length) return bytes
      cut++
      return cutAt(bytes, column.length, encoding)
    }),
  )
  const recordLength = columns.reduce((sum, { length }) => sum + length, 1)
  const headerLength = HEADER_BYTES + FIELD_BYTES * columns.length + 1
  const bytes = new Uint8Array(headerLength + recordLength * rows.length + 1)
  writeHeader(bytes, columns, { rows: rows.length, recordLength, headerLength, today, encoding })
  let at = headerLength
  for (const row of encoded) {
    bytes.fill(0x20, at, at + recordLength)
    let place = at + 1
    row.forEach((value, index) => {
      const column = columns[index]
      if (column === undefined) return
      bytes.set(value, column.kind === 'N' ? place + column.length - value.length : place)
      place += column.length
    })
    at += recordLength
  }
  bytes[at] = 0x1a
  return { bytes, cut }
}

function columnsOf(
  fields: readonly LayerField[],
  rows: readonly (readonly FieldValue[])[],
  encode: (text: string) => Uint8Array,
): DbfColumn[] {
  return fields.map(({ name, short, type }, at) => {
    const label = (short ?? name).slice(0, 10)
    if (type === 'flag') return { name: label, kind: 'L', length: 1, decimals: 0 }
    if (type === 'integer') {
      const digits = rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), 1)
      return { name: label, kind: 'N', length: Math.max(digits, INTEGER_BYTES), decimals: 0 }
    }
    if (type === 'number') return { name: label, kind: 'N', length: NUMBER_BYTES, decimals: FRACTION }
    const longest = rows.reduce((most, row) => Math.max(most, encode(String(row[at] ?? '')).length), 1)
    return { name: label, kind: 'C', length: Math.min(longest, MOST_TEXT_BYTES), decimals: 0 }
  })
}

function valueBytes(
  value: FieldValue,
  { kind, decimals }: DbfColumn,
  encode: (text: string) => Uint8Array,
): Uint8Array {
  if (value === null) return encode(kind === 'L' ? '?' : '')
  if (kind === 'L') return encode(value === true ? 'T' : 'F')
  if (kind === 'N') return encode(typeof value === 'number' ? value.toFixed(decimals) : '')
  return encode(String(value))
}

/** Without half a character at the end. */
function cutAt(bytes: Uint8Array, length: number, encoding: DbfEncoding): Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for (let end = length; end > length - 4 && end > 0; end--) {
    const part = bytes.subarray(0, end)
    try {
      decoder.decode(part)
      return part
    } catch {
      // Half a character: one byte less.
    }
  }
  return bytes.subarray(0, 0)
}

function writeHeader(
  bytes: Uint8Array,
  columns: readonly DbfColumn[],
  facts: {
    readonly rows: number
    readonly recordLength: number
    readonly headerLength: number
    readonly today: Date
    readonly encoding: DbfEncoding
  },
): void {
  const view = new DataView(bytes.buffer)
  bytes[0] = 0x03
  bytes[1] = facts.today.getUTCFullYear() - 1900
  bytes[2] = facts.today.getUTCMonth() + 1
  bytes[3] = facts.today.getUTCDate()
  view.setUint32(4, facts.rows, true)
  view.setUint16(8, facts.headerLength, true)
  view.setUint16(10, facts.recordLength, true)
  bytes[29] = LANGUAGE[facts.encoding]
  columns.forEach(({ name, kind, length, decimals }, at) => {
    const start = HEADER_BYTES + FIELD_BYTES * at
    bytes.set(new TextEncoder().encode(name), start)
    bytes[start + 11] = kind.charCodeAt(0)
    bytes[start + 16] = length
    bytes[start + 17] = decimals
  })
  bytes[facts.headerLength - 1] = 0x0d
}
