import type { Geometry } from 'geojson'
import type { Cell } from '#core/import/cell.ts'
import type { CoordinateSystem } from '#core/import/coordinate-system.ts'
import { MOST_COLUMNS, PORTION, UnreadableFile, type SourceLayer, type SourceRow } from './source.ts'

/** Features of a format that can only be read whole. */
export interface ReadFeature {
  readonly values: Readonly<Record<string, Cell>>
  readonly geometry: Geometry | null
}

/** A layer over features that are held in memory; the formats read so have limits of their own on size. */
export function layerOfFeatures(
  name: string,
  features: readonly ReadFeature[],
  system: CoordinateSystem | null,
): SourceLayer {
  const columns = [...new Set(features.flatMap(({ values }) => Object.keys(values)))]
  if (columns.length > MOST_COLUMNS) throw new UnreadableFile(`属性超过 ${MOST_COLUMNS} 个,不是正常的图层`)
  async function* rows(signal?: AbortSignal): AsyncGenerator<SourceRow[]> {
    for (let start = 0; start < features.length; start += PORTION) {
      signal?.throwIfAborted()
      yield features.slice(start, start + PORTION).map(({ values, geometry }, at) => ({
        row: start + at + 1,
        geometry,
        cell: (index: number) => values[columns[index] ?? ''] ?? null,
      }))
    }
  }
  const hasGeometry = features.some(({ geometry }) => geometry !== null)
  return { name, columns, headRow: null, hasGeometry, system, rows }
}
