import type { Cell } from '#core/import/cell.ts'
import { findHead, type TableHead } from '../find-head.ts'
import {
  HEAD_SEARCH,
  UnreadableFile,
  type Source,
  type SourceLayer,
  type SourceRequest,
  type SourceRow,
} from '../source.ts'
import { openZip, type ZipArchive } from '../zip-archive.ts'
import { readSheet, type SheetRow } from './read-sheet.ts'
import { readWorkbookParts, type WorkbookParts } from './workbook-parts.ts'

/** A workbook: each sheet with anything in it is a layer. */
export async function openXlsx({ path, fields }: SourceRequest): Promise<Source> {
  const zip = await openZip(path)
  try {
    const parts = await readWorkbookParts(zip)
    const layers: SourceLayer[] = []
    for (const sheet of parts.sheets) {
      const first = await firstRows(zip, sheet.file, parts)
      const head = findHead(
        first.map(({ cells }) => cells),
        fields,
      )
      const headRow = head === null ? undefined : first[head.at]?.row
      if (head === null || headRow === undefined) continue
      layers.push(layerOf(zip, sheet, parts, head, headRow))
    }
    if (layers.length === 0) throw new UnreadableFile('工作簿是空的,没有表头和数据')
    return { format: 'xlsx', layers, close: async () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

function layerOf(
  zip: ZipArchive,
  { name, file }: WorkbookParts['sheets'][number],
  parts: WorkbookParts,
  { columns }: TableHead,
  headRow: number,
): SourceLayer {
  async function* rows(signal?: AbortSignal): AsyncGenerator<SourceRow[]> {
    for await (const portion of readSheet(await zip.stream(file), parts)) {
      signal?.throwIfAborted()
      yield portion.flatMap((one) => (one.row <= headRow || isBlank(one.cells) ? [] : [toRow(one)]))
    }
  }
  return { name, columns, headRow, hasGeometry: false, system: null, rows }
}

function toRow({ row, cells }: SheetRow): SourceRow {
  return { row, cell: (index) => cells[index] ?? null, geometry: null }
}

function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))
}

async function firstRows(zip: ZipArchive, file: string, parts: WorkbookParts): Promise<SheetRow[]> {
  const found: SheetRow[] = []
  for await (const rows of readSheet(await zip.stream(file), parts)) {
    found.push(...rows)
    if (found.length >= HEAD_SEARCH) break
  }
  return found.slice(0, HEAD_SEARCH)
}
