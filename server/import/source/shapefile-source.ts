import { parseShp } from 'shpjs'
import type { Geometry } from 'geojson'
import { readDbf } from './dbf.ts'
import { layerOfFeatures, type ReadFeature } from './features-source.ts'
import { systemOfProjectionText } from './projection-text.ts'
import { UnreadableFile, type Source, type SourceLayer, type SourceRequest } from './source.ts'
import { encodingOf } from './text-encoding.ts'
import { openZip, readEntry, type ZipArchive } from './zip-archive.ts'

/** A shapefile is read whole; larger ones go in as GeoPackage or GeoJSON. */
const LARGEST_PART = 400 * 1024 * 1024

/** Zipped shapefiles: each `.shp` with its `.dbf`, `.prj` and `.cpg` is a layer. */
export async function openShapefiles({ path }: SourceRequest): Promise<Source> {
  const zip = await openZip(path)
  try {
    const shapes = zip.names.filter((name) => /\.shp$/i.test(name) && !name.startsWith('__MACOSX'))
    if (shapes.length === 0)
      throw new UnreadableFile('压缩包内没有 .shp 文件;请连同 .dbf、.shx、.prj 一起压缩')
    const layers: SourceLayer[] = []
    for (const name of shapes) layers.push(await readShapefile(zip, name.replace(/\.shp$/i, '')))
    return { format: 'shp', layers, close: async () => undefined }
  } finally {
    zip.close()
  }
}

async function readShapefile(zip: ZipArchive, stem: string): Promise<SourceLayer> {
  const part = async (ending: string): Promise<Buffer | null> => {
    const name = zip.names.find((one) => one.toLowerCase() === `${stem}.${ending}`.toLowerCase())
    return name === undefined ? null : readEntry(zip, name, LARGEST_PART)
  }
  const [shp, dbf, prj, cpg] = [await part('shp'), await part('dbf'), await part('prj'), await part('cpg')]
  if (shp === null) throw new UnreadableFile(`压缩包内缺少 ${stem}.shp`)
  if (dbf === null) throw new UnreadableFile(`压缩包内缺少 ${stem}.dbf(属性表)`)
  const shapes = readShapes(shp)
  const records = readDbf(dbf, encodingName(cpg?.toString('latin1') ?? '', dbf))
  if (shapes.length !== records.length) {
    throw new UnreadableFile(`${stem} 的图形 ${shapes.length} 个,属性 ${records.length} 条,不一致;请重新导出`)
  }
  const features = records.flatMap((values, at): ReadFeature[] =>
    values === null ? [] : [{ values, geometry: shapes[at] ?? null }],
  )
  const system = prj === null ? null : systemOfProjectionText(prj.toString('utf8'))
  return layerOfFeatures(stem.split('/').at(-1) ?? stem, features, system)
}

function readShapes(bytes: Buffer): (Geometry | null)[] {
  // The length stands in the head in 16-bit words: a file cut off is told before it is read.
  if (bytes.length < 100 || bytes.readInt32BE(0) !== 9994 || bytes.readInt32BE(24) * 2 > bytes.length) {
    throw new UnreadableFile('SHP 已损坏或不完整,请重新导出')
  }
  try {
    return parseShp(bytes)
  } catch (error) {
    throw new UnreadableFile('SHP 的图形无法读取,请重新导出', {}, { cause: error })
  }
}

/** As the `.cpg` says; without one the bytes decide, which in China are UTF-8 or GBK. */
function encodingName(codePage: string, dbf: Uint8Array): string {
  const name = codePage.trim().toLowerCase()
  if (/utf-?8/.test(name)) return 'utf-8'
  if (/936|gb/.test(name)) return 'gb18030'
  return encodingOf(dbf.filter((byte) => byte >= 0x20)) === 'utf-8' ? 'utf-8' : 'gb18030'
}
