import type { Geometry } from 'geojson'
import {
  CGCS2000_DEGREES,
  degreesFrom,
  type CoordinateChoice,
  type ToDegrees,
} from '#core/import/coordinate-system.ts'
import { DICTIONARY } from '#core/import/dictionary.ts'
import { explainMisfit, guessSystems, shareNear } from '#core/import/guess-system.ts'
import { readWellKnownText } from '#core/import/well-known-text.ts'
import type { Box } from '../../store/dialect.ts'
import type { Source, SourceLayer, SourceRow } from '../source/source.ts'
import type { ImportPart } from './import-plan.ts'

export type Sample = readonly [number, number]

/** Places looked at to tell the system. */
const SAMPLES = 300

/** Coordinates of the first rows as the file has them; empty where it has none. */
export async function sampleCoordinates(source: Source, parts: readonly ImportPart[]): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const part of parts) {
    const layer = source.layers.find(({ name }) => name === part.layer)
    if (layer === undefined || DICTIONARY[part.kind].shape === null) continue
    await sampleLayer(layer, part, samples)
  }
  return samples
}

async function sampleLayer(layer: SourceLayer, { mapping }: ImportPart, samples: Sample[]): Promise<void> {
  const columns = [mapping['x'], mapping['y'], mapping['wkt']].map((heading) =>
    heading === undefined ? -1 : layer.columns.indexOf(heading),
  )
  for await (const rows of layer.rows()) {
    for (const row of rows) {
      const place = placeOf(row, columns)
      if (place !== null) samples.push(place)
      if (samples.length >= SAMPLES) return
    }
    // A table without places is not read to its end for them.
    if (samples.length === 0 && !layer.hasGeometry && columns.every((index) => index === -1)) return
  }
}

function placeOf(row: SourceRow, [x = -1, y = -1, wkt = -1]: readonly number[]): Sample | null {
  const text = wkt === -1 ? null : row.cell(wkt)
  const geometry = row.geometry ?? (typeof text === 'string' ? readWellKnownText(text) : null)
  if (geometry !== null)
    return firstPosition((geometry as Exclude<Geometry, { type: 'GeometryCollection' }>).coordinates)
  const [a, b] = [numberOf(row, x), numberOf(row, y)]
  return a === null || b === null ? null : [a, b]
}

function numberOf(row: SourceRow, index: number): number | null {
  const cell = index === -1 ? null : row.cell(index)
  const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function firstPosition(coordinates: unknown): Sample | null {
  if (!Array.isArray(coordinates)) return null
  const [x, y]: unknown[] = coordinates
  if (typeof x === 'number')
    return typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null
  return firstPosition(x)
}

/** The system to work in, or why none can be taken (Chinese). */
export type ChosenCoordinates =
  { readonly choice: CoordinateChoice; readonly convert: ToDegrees } | { readonly problem: string }

/** As was chosen; else as the file says; else the one system in which its places fall on the district. */
export function chooseCoordinates(
  chosen: CoordinateChoice | null,
  source: Source,
  samples: readonly Sample[],
  district: Box | null,
): ChosenCoordinates {
  const named = source.layers.find(({ system }) => system !== null)?.system ?? null
  const guessed = district === null ? undefined : guessSystems(samples, district)[0]
  const choice =
    chosen ?? (named === null ? null : ({ system: named, axes: 'x-east' } as const)) ?? guessed ?? null
  if (choice === null) {
    if (samples.length === 0) return { choice: CGCS2000_DEGREES, convert: (x, y) => [x, y] }
    return { problem: '文件没有写明坐标系,按常用坐标系数据都不在本区;请指定坐标系' }
  }
  const convert = degreesFrom(choice)
  if (convert === null) return { problem: '所选坐标系不能使用:控制点不足两个,或控制点重合、共线' }
  if (district !== null && samples.length > 0 && shareNear(samples, choice, district) < 0.5) {
    return { problem: explainMisfit(samples, choice, district) }
  }
  return { choice, convert }
}
