import { readFile, stat } from 'node:fs/promises'
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js'
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js'
import { calcTreeSize } from 'flatgeobuf/lib/mjs/packedrtree.js'
import type { Geometry } from 'geojson'
import type { Cell } from '#core/import/cell.ts'
import { systemOfCode } from '#core/import/coordinate-system.ts'
import { layerOfFeatures, type ReadFeature } from './features-source.ts'
import { UnreadableFile, type Source, type SourceRequest } from './source.ts'

const LARGEST = 400 * 1024 * 1024

/** A FlatGeobuf file: one layer. */
export async function openFlatGeobuf({ path }: SourceRequest): Promise<Source> {
  if ((await stat(path)).size > LARGEST)
    throw new UnreadableFile('FlatGeobuf 超过 400 MB;请改用 GeoPackage 或 GeoJSON')
  const features: ReadFeature[] = []
  let header: HeaderMeta | null = null
  try {
    const bytes = new Uint8Array(await readFile(path))
    const options = {
      headerMetaFn: (meta: HeaderMeta) => {
        if (!isWhole(bytes, meta)) throw new Error('lengths lead past the end')
        header = meta
      },
    }
    for await (const { properties, geometry } of deserialize(bytes, options)) {
      features.push({ geometry: geometry as Geometry | null, values: cellsOf(properties ?? {}) })
    }
  } catch (error) {
    throw new UnreadableFile('FlatGeobuf 已损坏或不完整,请重新导出', {}, { cause: error })
  }
  if (features.length === 0) throw new UnreadableFile('文件中没有要素')
  return {
    format: 'fgb',
    layers: [layerOfFeatures('', features, systemOf(header))],
    close: async () => undefined,
  }
}

/**
 * Do head, index and features fill the file to its last byte? Looked at before the library reads it: lengths that lead
 * past the end make it wait for ever.
 */
function isWhole(bytes: Uint8Array, { featuresCount, indexNodeSize }: HeaderMeta): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 16) return false
  const headSize = view.getUint32(8, true)
  if (headSize < 4 || 12 + headSize > bytes.length) return false
  if (indexNodeSize === 1 || featuresCount * 4 > bytes.length) return false
  let at =
    12 + headSize + (indexNodeSize > 0 && featuresCount > 0 ? calcTreeSize(featuresCount, indexNodeSize) : 0)
  while (at + 4 <= bytes.length) {
    const size = view.getUint32(at, true)
    if (size < 4) return false
    at += 4 + size
  }
  return at === bytes.length
}

function systemOf(header: HeaderMeta | null): ReturnType<typeof systemOfCode> {
  const crs = header?.crs ?? null
  return crs === null || crs.code === 0 ? null : systemOfCode(`EPSG:${crs.code}`)
}

function cellsOf(properties: Readonly<Record<string, unknown>>): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]): [string, Cell] => {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        return [name, value]
      return [name, typeof value === 'bigint' ? Number(value) : null]
    }),
  )
}
