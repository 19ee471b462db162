import type { Box } from '../store/dialect.ts'
import { boxOf } from '../store/box-of.ts'
import type { KeyedFeature, LayerFeature, LayerQuery, LayerReader, PageWish } from './layer.ts'

/**
 * Reads a layer that the service holds in memory anyway: one feature or a few for each compound.
 * @param load the whole layer in its order; asked anew each time, so that it may be remembered per data version
 */
export function memoryReader(
  load: () => Promise<readonly LayerFeature[]>,
  yearField: string | null,
): LayerReader {
  const matching = async (query: LayerQuery): Promise<KeyedFeature[]> =>
    (await load()).flatMap((feature, key) => (matches(feature, query, yearField) ? { key, feature } : []))
  return {
    count: async (query) => (await matching(query)).length,
    page: async (query, wish) => pageOf(await matching(query), wish),
    one: async (id) => (await load()).find((feature) => feature.id === id) ?? null,
    bounds: async () => boundsOf(await load()),
  }
}

function matches(
  { geometry, properties }: LayerFeature,
  { area, equal, builtBy, among }: LayerQuery,
  yearField: string | null,
): boolean {
  if (among !== null && !among.values.has(String(properties[among.field]))) return false
  if (Object.entries(equal).some(([name, value]) => properties[name] !== value)) return false
  const year = yearField === null ? null : properties[yearField]
  if (builtBy !== null && typeof year === 'number' && year > builtBy) return false
  return area === null || area.touches(geometry)
}

function pageOf(all: readonly KeyedFeature[], { limit, after, before }: PageWish): readonly KeyedFeature[] {
  if (before !== undefined) return all.filter(({ key }) => key < before).slice(-limit)
  return all.filter(({ key }) => after === undefined || key > after).slice(0, limit)
}

function boundsOf(features: readonly LayerFeature[]): Box | null {
  if (features.length === 0) return null
  const boxes = features.map(({ geometry }) => boxOf(geometry))
  return [
    boxes.reduce((least, [west]) => Math.min(least, west), Infinity),
    boxes.reduce((least, [, south]) => Math.min(least, south), Infinity),
    boxes.reduce((most, [, , east]) => Math.max(most, east), -Infinity),
    boxes.reduce((most, [, , , north]) => Math.max(most, north), -Infinity),
  ]
}
