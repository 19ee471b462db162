import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { z } from 'zod'

const styleSchema = z.object({
  version: z.literal(8),
  sources: z.record(z.string(), z.looseObject({ type: z.string() })),
  layers: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string(),
      source: z.string().optional(),
      layout: z.looseObject({}).optional(),
    }),
  ),
})

export const tileJsonSchema = z.object({
  tiles: z.array(z.string()).min(1),
  scheme: z.enum(['xyz', 'tms']).optional(),
  attribution: z.string().optional(),
  minzoom: z.number().optional(),
  maxzoom: z.number().optional(),
})

/** What can be drawn without a style has to say what is in it. */
const layeredSchema = tileJsonSchema.extend({
  vector_layers: z.array(z.object({ id: z.string() })).min(1),
})

/**
 * A vector base map: a style is taken as it is, a TileJSON in plain greys. Letters are drawn with the page's own font;
 * signs need pictures of another server and stay out.
 * @throws where the document does not come or is neither
 */
export async function styleUnderlay(
  url: string,
  prefix: string,
): Promise<{ sources: Record<string, SourceSpecification>; layers: LayerSpecification[] }> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  const document: unknown = await response.json()
  const style = styleSchema.safeParse(document)
  if (style.success) return fromStyle(style.data, url, prefix)
  return fromTileJson(layeredSchema.parse(document), url, prefix)
}

function fromStyle(
  style: z.infer<typeof styleSchema>,
  base: string,
  prefix: string,
): { sources: Record<string, SourceSpecification>; layers: LayerSpecification[] } {
  const sources = Object.entries(style.sources).map(([id, source]) => [
    prefix + id,
    {
      ...source,
      ...(typeof source['url'] === 'string' ? { url: absolute(source['url'], base) } : {}),
      ...(Array.isArray(source['tiles'])
        ? { tiles: source['tiles'].map((tile) => absolute(String(tile), base)) }
        : {}),
    },
  ])
  const layers = style.layers
    .filter(({ type, layout }) => type !== 'symbol' || layout?.['text-field'] !== undefined)
    .map((layer) => ({
      ...layer,
      id: prefix + layer.id,
      ...(layer.source === undefined ? {} : { source: prefix + layer.source }),
      ...(layer.type === 'symbol' ? { layout: { ...layer.layout, 'icon-image': undefined } } : {}),
    }))
  return {
    sources: Object.fromEntries(sources) as Record<string, SourceSpecification>,
    layers: layers as unknown as LayerSpecification[],
  }
}

function fromTileJson(
  { vector_layers: parts, ...tileJson }: z.infer<typeof layeredSchema>,
  base: string,
  prefix: string,
): { sources: Record<string, SourceSpecification>; layers: LayerSpecification[] } {
  const source = `${prefix}tiles`
  const of = (id: string): { source: string; 'source-layer': string } => ({ source, 'source-layer': id })
  return {
    sources: {
      [source]: {
        ...tileJson,
        type: 'vector',
        tiles: tileJson.tiles.map((tile) => absolute(tile, base)),
      },
    },
    layers: parts.flatMap(({ id }): LayerSpecification[] => [
      {
        id: `${source}-${id}-area`,
        type: 'fill',
        ...of(id),
        filter: ['==', ['geometry-type'], 'Polygon'],
        paint: { 'fill-color': '#8a94a0', 'fill-opacity': 0.18 },
      },
      {
        id: `${source}-${id}-line`,
        type: 'line',
        ...of(id),
        filter: ['==', ['geometry-type'], 'LineString'],
        paint: { 'line-color': '#8a94a0', 'line-width': 1 },
      },
    ]),
  }
}

/** `{z}` and the like would be escaped by a URL. */
export function absolute(address: string, base: string): string {
  return new URL(address, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}')
}
