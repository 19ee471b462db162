import type { Community, Subdistrict } from '../store/places.ts'
import { DataFileError, readText } from './data-file.ts'

/** 镇街 with their codes. @throws {DataFileError} */
export async function readSubdistrictFile(file: string): Promise<Subdistrict[]> {
  const rows = await readTable(file, ['code', 'name', 'type'])
  return rows.map((row) => ({ code: row.code, name: row.name, kind: row.type }))
}

/** 社区 and 村 by their everyday name. @throws {DataFileError} */
export async function readCommunityFile(file: string): Promise<Community[]> {
  const rows = await readTable(file, ['code', 'short_name', 'subdistrict_code'])
  return rows.map((row) => ({ code: row.code, name: row.short_name, subdistrictCode: row.subdistrict_code }))
}

/** Our own plain tables: a heading line, commas, no quotes. */
async function readTable<Column extends string>(
  file: string,
  columns: readonly Column[],
): Promise<Record<Column, string>[]> {
  const [heading, ...lines] = (await readText(file))
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const names = (heading ?? '').split(',')
  const places = columns.map((column) => [column, names.indexOf(column)] as const)
  const missing = places.find(([, place]) => place < 0)
  if (missing !== undefined) throw new DataFileError(file, `内容无效:缺少列 ${missing[0]}`)
  return lines.map((line, index) => {
    const cells = line.split(',')
    if (cells.length !== names.length) {
      throw new DataFileError(
        file,
        `内容无效:第 ${index + 2} 行有 ${cells.length} 格,应为 ${names.length} 格`,
      )
    }
    return Object.fromEntries(places.map(([column, place]) => [column, cells[place] ?? ''])) as Record<
      Column,
      string
    >
  })
}
