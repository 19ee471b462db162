import type { Cell } from '#core/import/cell.ts'
import { UnreadableFile } from './source.ts'

interface DbfField {
  readonly name: string
  readonly type: string
  readonly start: number
  readonly length: number
}

/**
 * Attributes of a shapefile (dBASE III). Deleted records keep their place, so that the n-th record stays beside the
 * n-th shape; they come as null.
 * @param encoding e.g. `gb18030`
 * @throws {UnreadableFile} for a file that is cut off
 */
export function readDbf(bytes: Uint8Array, encoding: string): (Readonly<Record<string, Cell>> | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoder = new TextDecoder(encoding)
  if (bytes.length < 33) throw cutOff()
  const [count, headLength, recordLength] = [
    view.getUint32(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
  ]
  if (recordLength === 0 || headLength + count * recordLength > bytes.length + 1) throw cutOff()
  const fields = readFields(bytes, headLength, decoder)
  const records: (Readonly<Record<string, Cell>> | null)[] = []
  for (let at = 0; at < count; at++) {
    const record = bytes.subarray(headLength + at * recordLength, headLength + (at + 1) * recordLength)
    records.push(
      record[0] === 0x2a
        ? null
        : Object.fromEntries(fields.map((field) => [field.name, cellOf(field, record, decoder)])),
    )
  }
  return records
}

function readFields(bytes: Uint8Array, headLength: number, decoder: TextDecoder): DbfField[] {
  const fields: DbfField[] = []
  let start = 1
  for (let at = 32; at + 32 <= headLength && bytes[at] !== 0x0d; at += 32) {
    const raw = bytes.subarray(at, at + 11)
    const end = raw.indexOf(0)
    const name = decoder.decode(end === -1 ? raw : raw.subarray(0, end)).trim()
    const length = bytes[at + 16] ?? 0
    fields.push({ name, start, length, type: String.fromCharCode(bytes[at + 11] ?? 0) })
    start += length
  }
  return fields
}

function cellOf({ type, start, length }: DbfField, record: Uint8Array, decoder: TextDecoder): Cell {
  const text = decoder
    .decode(record.subarray(start, start + length))
    .replaceAll('\0', '')
    .trim()
  if (text === '') return null
  switch (type) {
    case 'N':
    case 'F':
      return /^\*+$/.test(text) ? null : Number(text)
    case 'L':
      return /^[yt]$/i.test(text) ? true : /^[nf]$/i.test(text) ? false : null
    case 'D':
      return { kind: 'date', day: `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` }
    default:
      return text
  }
}

function cutOff(): UnreadableFile {
  return new UnreadableFile('DBF 属性表已损坏或不完整,请重新导出')
}
