import { readFile, stat } from 'node:fs/promises'
import { deserialize } from 'flatgeobuf/lib/mjs/geojson.js'
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js'
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
    const options = { headerMetaFn: (meta: HeaderMeta) => void (header = meta) }
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
