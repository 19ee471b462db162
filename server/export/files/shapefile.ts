import { zipSync } from 'fflate'
import type { PlainGeometry } from '#core/geo/box-touch.ts'
import type { FieldValue } from '../../layers/layer.ts'
import { dbfFile } from './dbf-file.ts'
import type { DbfEncoding } from './dbf-file.ts'
import { DEMO_NOTICE, headOf, stampText } from './layer-export.ts'
import type { LayerExport } from './layer-export.ts'
import { shapeFiles } from './shape-records.ts'
import { esriText } from './system-text.ts'

/** Zipped shapefiles, one for each layer, with a page (readme.txt: a Chinese name is garbled by older unzip programs) that says what the ten-letter names mean. */
export async function shapefile(tables: readonly LayerExport[], encoding: DbfEncoding): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {}
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const notes: string[] = []
  for (const table of tables) {
    const { layer, fields, stamp, system } = table
    if (layer.geometry === null) throw new Error(`${layer.id} has no single kind of geometry`)
    const geometries: PlainGeometry[] = []
    const rows: FieldValue[][] = []
    for await (const { geometry, properties } of table.features()) {
      geometries.push(geometry)
      rows.push(fields.map(({ name }) => properties[name] ?? null))
    }
    const { shp, shx } = shapeFiles(layer.geometry, geometries)
    const { bytes, cut } = dbfFile(fields, rows, encoding, new Date(stamp.at))
    Object.assign(files, {
      [`${layer.id}.shp`]: shp,
      [`${layer.id}.shx`]: shx,
      [`${layer.id}.dbf`]: bytes,
      [`${layer.id}.prj`]: encode(esriText(system)),
      [`${layer.id}.cpg`]: encode(encoding === 'gbk' ? 'GBK' : 'UTF-8'),
    })
    notes.push(noteOf(table, cut))
  }
  return zipSync({ ...files, 'readme.txt': encode(`\uFEFF${notes.join('\r\n\r\n')}\r\n`) })
}

function noteOf({ layer, fields, count, demo, stamp, system }: LayerExport, cut: number): string {
  return [
    `${layer.title}(${layer.id}.shp):${count} 条,坐标系 ${system}`,
    ...(demo ? [DEMO_NOTICE] : []),
    stampText(stamp),
    ...(cut > 0 ? [`有 ${cut} 个文字超过 254 字节,已截断;完整内容请导出 GeoPackage`] : []),
    ...fields.map(
      (field) => `${(field.short ?? field.name).slice(0, 10)}\t${headOf(field)}${codesOf(field.words)}`,
    ),
  ].join('\r\n')
}

function codesOf(words: Readonly<Record<string, string>> | undefined): string {
  if (words === undefined) return ''
  return `\t${Object.entries(words)
    .map(([code, word]) => `${code}=${word}`)
    .join(',')}`
}
