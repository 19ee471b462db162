import type { Geometry } from 'geojson'
import type { Cell } from '#core/import/cell.ts'
import { systemOfCode } from '#core/import/coordinate-system.ts'
import { readWellKnownBinary } from '#core/import/well-known-binary.ts'
import {
  GeoPackageFault,
  openGeoPackage,
  type GeoPackageLayer,
} from '../../store/geopackage/read-geopackage.ts'
import {
  UnreadableFile,
  type Source,
  type SourceLayer,
  type SourceRequest,
  type SourceRow,
} from './source.ts'

/** Every layer of features of a GeoPackage. */
export async function openGeoPackageSource({ path }: SourceRequest): Promise<Source> {
  try {
    const file = openGeoPackage(path)
    if (file.layers.length === 0) {
      file.close()
      throw new UnreadableFile('GeoPackage 中没有要素图层')
    }
    return { format: 'gpkg', layers: file.layers.map(toLayer), close: async () => file.close() }
  } catch (error) {
    throw explain(error)
  }
}

function toLayer(layer: GeoPackageLayer): SourceLayer {
  async function* rows(signal?: AbortSignal): AsyncGenerator<SourceRow[]> {
    let row = 0
    try {
      for (const portion of layer.rows()) {
        signal?.throwIfAborted()
        yield portion.map(({ values, geometry }) => {
          row += 1
          return { row, geometry: geometryOf(geometry), cell: (index: number) => cellOf(values[index]) }
        })
      }
    } catch (error) {
      throw explain(error)
    }
  }
  const system = layer.system === null ? null : systemOfCode(layer.system)
  return { name: layer.name, columns: layer.columns, headRow: null, hasGeometry: true, system, rows }
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'bigint' ? Number(value) : null
}

/** Bytes of the envelope by the flag that names it (OGC 12-128r19 2.1.3). */
const ENVELOPES = [0, 32, 48, 48, 64]

function geometryOf(blob: Uint8Array | null): Geometry | null {
  if (blob === null || blob.length < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) return null
  const flags = blob[3] ?? 0
  const envelope = ENVELOPES[(flags >> 1) & 7]
  const isEmpty = (flags & 0x10) !== 0
  return envelope === undefined || isEmpty ? null : readWellKnownBinary(blob, 8 + envelope)
}

function explain(error: unknown): unknown {
  if (!(error instanceof GeoPackageFault)) return error
  return new UnreadableFile('不是 GeoPackage,或文件已损坏、不完整;请重新导出', {}, { cause: error })
}
