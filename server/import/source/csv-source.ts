import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { findHead, type TableHead } from './find-head.ts'
import {
  HEAD_SEARCH,
  MOST_COLUMNS,
  PORTION,
  UnreadableFile,
  type Source,
  type SourceRequest,
  type SourceRow,
} from './source.ts'
import { detectEncoding, type TextEncoding } from './text-encoding.ts'

/** A record longer than this is a file that is no table, or a quotation mark that never closes. */
const LONGEST_RECORD = 1024 * 1024

/** Text tables: UTF-8, UTF-16 or GBK; comma, tab or semicolon, whichever the headings are parted by. */
export async function openCsv({ path, fields }: SourceRequest): Promise<Source> {
  const encoding = await detectEncoding(path)
  const delimiter = await detectDelimiter(path, encoding)
  const first: string[][] = []
  for await (const records of readRecords(path, encoding, delimiter)) {
    first.push(...records)
    if (first.length >= HEAD_SEARCH) break
  }
  const head = findHead(first.slice(0, HEAD_SEARCH), fields)
  if (head === null) throw new UnreadableFile('文件是空的,没有表头和数据')
  return {
    format: 'csv',
    layers: [
      {
        name: '',
        columns: head.columns,
        headRow: head.at + 1,
        hasGeometry: false,
        system: null,
        rows: (signal) => readRows(path, encoding, delimiter, head, signal),
      },
    ],
    close: async () => undefined,
  }
}

async function* readRows(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  head: TableHead,
  signal?: AbortSignal,
): AsyncGenerator<SourceRow[]> {
  let row = 0
  for await (const records of readRecords(path, encoding, delimiter, signal)) {
    const rows: SourceRow[] = []
    for (const cells of records) {
      row += 1
      if (row <= head.at + 1 || cells.every((cell) => cell.trim() === '')) continue
      rows.push({ row, cell: (index) => cells[index] ?? null, geometry: null })
    }
    yield rows
  }
}

async function* readRecords(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  signal?: AbortSignal,
): AsyncGenerator<string[][]> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
  })
  const text = Readable.from(decode(path, encoding, signal))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  let portion: string[][] = []
  try {
    for await (const record of parser) {
      const cells = record as string[]
      if (cells.length > MOST_COLUMNS) throw tooManyColumns(cells.length)
      portion.push(cells)
      if (portion.length >= PORTION) {
        yield portion
        portion = []
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(error) : error
  } finally {
    text.destroy()
  }
  yield portion
}

async function* decode(path: string, encoding: TextEncoding, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, {
    highWaterMark: 256 * 1024,
    ...(signal ? { signal } : {}),
  })) {
    yield decoder.decode(chunk as Buffer, { stream: true })
  }
  yield decoder.decode()
}

/** Parted by whichever of the three stands most often in the first lines, outside quotation marks. */
async function detectDelimiter(path: string, encoding: TextEncoding): Promise<string> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
    const text = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead)).replace(/"[^"]*"/g, '')
    const lines = text.split(/\r?\n/).slice(0, HEAD_SEARCH).join('\n')
    const counts = [',', '\t', ';'].map((mark) => [mark, lines.split(mark).length] as const)
    return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
  } finally {
    await file.close()
  }
}

function tooManyColumns(columns: number): UnreadableFile {
  return new UnreadableFile(`有 ${columns} 列,超过 ${MOST_COLUMNS} 列;请确认选对了文件`)
}

function explain(error: CsvError): UnreadableFile {
  const row = typeof error['lines'] === 'number' ? error['lines'] : undefined
  const place = row === undefined ? {} : { row }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new UnreadableFile('一行过长:不是表格文件,或有引号没有成对', place, { cause: error })
  }
  return new UnreadableFile('引号没有成对,无法分列;请检查这一行的引号', place, { cause: error })
}
