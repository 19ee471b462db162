import { toLngLat, type Plane } from '#core/geo/projection.ts'

/** One feature of a file, coordinates in degrees. */
export interface TextFeature {
  readonly type: 'Feature'
  readonly id?: string
  readonly geometry: { readonly type: string; readonly coordinates: unknown }
  readonly properties: Readonly<Record<string, unknown>>
}

/** What every synthetic file says of itself. */
export const DEMO_NOTICE =
  '示例数据:由种子生成,除行政区划外线外均非实测,不得用于设计、决策或公示。Synthetic data, for demonstration only.'

/**
 * A FeatureCollection as lines of text, one feature a line. Numbers come with fixed decimals (coordinates 7),
 * so that the same city gives the same bytes.
 */
export function* collectionText(features: Iterable<TextFeature>): Generator<string> {
  yield `{"type":"FeatureCollection","source":"demo","notice":${JSON.stringify(DEMO_NOTICE)},"features":[\n`
  let separator = ''
  for (const feature of features) {
    yield `${separator}${JSON.stringify({ ...feature, geometry: rounded(feature.geometry) })}`
    separator = ',\n'
  }
  yield '\n]}\n'
}

export function polygonOf(rings: readonly (readonly Plane[])[]): TextFeature['geometry'] {
  return { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ...ring.slice(0, 1)].map(toLngLat)) }
}

export function lineOf(line: readonly Plane[]): TextFeature['geometry'] {
  return { type: 'LineString', coordinates: line.map(toLngLat) }
}

export function pointOf(point: Plane): TextFeature['geometry'] {
  return { type: 'Point', coordinates: toLngLat(point) }
}

/** Fixed decimals for a number of a record. */
export function fixed(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

function rounded(geometry: TextFeature['geometry']): TextFeature['geometry'] {
  return { type: geometry.type, coordinates: roundDeep(geometry.coordinates) }
}

export function roundDeep(value: unknown): unknown {
  if (typeof value === 'number') return fixed(value, 7)
  return Array.isArray(value) ? value.map(roundDeep) : value
}
