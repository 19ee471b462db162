import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import type { Geometry } from 'geojson'
import type { Cell } from '#core/import/cell.ts'
import { systemOfCode, type CoordinateSystem } from '#core/import/coordinate-system.ts'
import { createFeatureSplitter } from './feature-splitter.ts'
import {
  MOST_COLUMNS,
  PORTION,
  UnreadableFile,
  type Source,
  type SourceRequest,
  type SourceRow,
} from './source.ts'

/** Files up to this size, bytes, are read to their end to know the columns. */
const READ_WHOLE = 64 * 1024 * 1024
/** Features of a larger file that are; a column that appears later is refused and never dropped in silence. */
const SAMPLE = 20_000

const featureSchema = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.looseObject({ type: z.string() }).nullish(),
})

const envelopeSchema = z.object({
  type: z.literal('FeatureCollection'),
  // Not in RFC 7946 any more, but what GDAL and QGIS write for other systems.
  crs: z.object({ properties: z.object({ name: z.string() }) }).nullish(),
})

/** GeoJSON of any size: one feature is held at a time. */
export async function openGeoJson({ path, fields }: SourceRequest): Promise<Source> {
  const most = (await stat(path)).size <= READ_WHOLE ? Infinity : SAMPLE
  const columns = new Set<string>()
  let [count, hasGeometry] = [0, false]
  let system: CoordinateSystem | null = { type: 'degrees', datum: 'cgcs2000' }
  for await (const { features, envelope } of readFeatures(path)) {
    for (const { properties, geometry } of features) {
      count += 1
      hasGeometry ||= geometry !== null
      for (const name of namesOf(properties)) columns.add(name)
    }
    if (envelope !== null) system = systemOf(envelope)
    if (count >= most) break
  }
  if (count === 0) throw new UnreadableFile('没有任何要素')
  const names = [...columns]
  if (names.length > MOST_COLUMNS) throw new UnreadableFile(`属性超过 ${MOST_COLUMNS} 个,不是正常的图层`)
  const late = new Set(fields.map(({ id }) => id).filter((id) => !columns.has(id)))
  return {
    format: 'geojson',
    layers: [
      {
        name: '',
        columns: names,
        headRow: null,
        hasGeometry,
        system,
        rows: (signal) => readRows(path, names, late, signal),
      },
    ],
    close: async () => undefined,
  }
}

async function* readRows(
  path: string,
  columns: readonly string[],
  late: ReadonlySet<string>,
  signal?: AbortSignal,
): AsyncGenerator<SourceRow[]> {
  let row = 0
  for await (const { features } of readFeatures(path, signal)) {
    yield features.map(({ properties, geometry }) => {
      row += 1
      if (row > SAMPLE) refuseLate(properties, late, row)
      return { row, geometry, cell: (index: number) => cellOf(properties, columns[index] ?? '') }
    })
  }
}

function refuseLate(properties: RawFeature['properties'], late: ReadonlySet<string>, row: number): void {
  const name = Object.keys(properties).find((one) => late.has(one))
  if (name === undefined) return
  const message = `“${name}”列到第 ${row} 个要素才出现;请让第一个要素就带有全部属性(可为 null)`
  throw new UnreadableFile(message, { row })
}

interface RawFeature {
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: Geometry | null
}

async function* readFeatures(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<{ features: RawFeature[]; envelope: string | null }> {
  const splitter = createFeatureSplitter()
  let count = 0
  let portion: RawFeature[] = []
  const options = { highWaterMark: 256 * 1024, ...(signal ? { signal } : {}) }
  for await (const chunk of createReadStream(path, options)) {
    for (const text of splitter.push(withoutMark(chunk as Buffer, count))) {
      count += 1
      portion.push(parseFeature(text, count))
      if (portion.length >= PORTION) {
        yield { features: portion, envelope: null }
        portion = []
      }
    }
  }
  const envelope = splitter.end()
  parseEnvelope(envelope)
  yield { features: portion, envelope }
}

function parseFeature(text: string, row: number): RawFeature {
  const parsed = featureSchema.safeParse(parseJson(text, row))
  if (!parsed.success) throw new UnreadableFile(`第 ${row} 个要素不是有效的 Feature`, { row })
  const { properties, geometry } = parsed.data
  // Its coordinates are looked at when they are turned into degrees.
  return { properties: properties ?? {}, geometry: (geometry ?? null) as Geometry | null }
}

function parseJson(text: string, row: number): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    throw new UnreadableFile(`第 ${row} 个要素不是有效的 JSON`, { row }, { cause: error })
  }
}

function parseEnvelope(envelope: string): z.infer<typeof envelopeSchema> {
  try {
    return envelopeSchema.parse(JSON.parse(envelope))
  } catch (error) {
    throw new UnreadableFile('不是有效的要素集合(FeatureCollection)', {}, { cause: error })
  }
}

/** RFC 7946 knows degrees alone; an older `crs` is heeded, and one that is not known is left for a person to choose. */
function systemOf(envelope: string): CoordinateSystem | null {
  const { crs } = parseEnvelope(envelope)
  if (crs === null || crs === undefined) return { type: 'degrees', datum: 'cgcs2000' }
  const { name } = crs.properties
  if (/CRS84/i.test(name)) return { type: 'degrees', datum: 'cgcs2000' }
  const code = /EPSG:+(?:[\d.]*:)?(\d{4})$/i.exec(name)?.[1]
  return code === undefined ? null : systemOfCode(`EPSG:${code}`)
}

/** A byte order mark, at the very beginning. */
function withoutMark(chunk: Buffer, count: number): Buffer {
  return count === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf
    ? chunk.subarray(3)
    : chunk
}

/** Names of properties, and those within objects behind a dot. */
function namesOf(properties: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(properties).flatMap(([name, value]) =>
    isObject(value) ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)] : [name],
  )
}

function cellOf(properties: Readonly<Record<string, unknown>>, column: string): Cell {
  const value = column in properties ? properties[column] : within(properties, column)
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return { kind: 'nested', value }
}

function within(properties: Readonly<Record<string, unknown>>, column: string): unknown {
  const dot = column.indexOf('.')
  const outer = dot === -1 ? undefined : properties[column.slice(0, dot)]
  return isObject(outer) ? outer[column.slice(dot + 1)] : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
