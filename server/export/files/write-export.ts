import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ExportFormat, ExportWish } from '#core/api/exports.ts'
import { csvFile } from './csv-file.ts'
import { dxfFile } from './dxf-file.ts'
import { encodeGbk } from './gbk.ts'
import { geojsonFile } from './geojson-file.ts'
import { geopackageFile } from './geopackage-file.ts'
import type { LayerExport } from './layer-export.ts'
import { layerSheet } from './layer-sheet.ts'
import { shapefile } from './shapefile.ts'

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
  dxf: 'image/vnd.dxf',
  zip: 'application/zip',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The file's bytes: as a stream where the format can be written row by row. */
export async function writeExport(
  format: ExportFormat,
  tables: readonly LayerExport[],
  encoding: NonNullable<ExportWish['encoding']>,
): Promise<ReadableStream<Uint8Array> | Uint8Array> {
  const [table] = tables
  if (table === undefined) throw new Error('an export of no layer')
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
  switch (format) {
    case 'geojson':
      return streamOf(geojsonFile(table), utf8)
    case 'csv':
      return streamOf(csvFile(table), encoding === 'gbk' ? gbkWithoutMark : utf8)
    case 'xlsx':
      return layerSheet(table)
    case 'dxf':
      return dxfFile(tables)
    case 'zip':
      return shapefile(tables, encoding)
    case 'gpkg':
      return geopackageStream(tables)
  }
}

/** The mark is Unicode's; GBK has none. */
function gbkWithoutMark(text: string): Uint8Array {
  return encodeGbk(text.startsWith('\uFEFF') ? text.slice(1) : text)
}

function streamOf(
  texts: AsyncGenerator<string>,
  encode: (text: string) => Uint8Array,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next()
      if (done === true) controller.close()
      else controller.enqueue(encode(value))
    },
    async cancel() {
      await texts.return(undefined)
    },
  })
}

/** SQLite writes files, not streams; the folder goes when the last byte has, or the reader. */
async function geopackageStream(tables: readonly LayerExport[]): Promise<ReadableStream<Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'renewal-map-export-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const file = join(folder, 'export.gpkg')
    await geopackageFile(file, tables)
    const stream = createReadStream(file)
    stream.once('close', () => void remove())
    return Readable.toWeb(stream) as ReadableStream<Uint8Array>
  } catch (error) {
    await remove()
    throw error
  }
}
