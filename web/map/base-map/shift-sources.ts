import type { SourceSpecification } from 'maplibre-gl'
import gcoord from 'gcoord'
import { z } from 'zod'
import { absolute, tileJsonSchema } from './style-underlay.ts'
import { shiftedUrl } from './shifted-url.ts'

type Sources = Record<string, SourceSpecification>

/** Any GeoJSON; gcoord walks through whatever it is. */
const geoJsonSchema = z.looseObject({ type: z.string() })

/**
 * The sources of a style whose content stands at GCJ-02 positions, turned to where it truly lies. What a source says of
 * its bounds is left out: they are shifted as well, and would cut off its edge.
 * @throws where a document that a source names does not come or cannot be read
 */
export async function shiftSources(sources: Sources): Promise<Sources> {
  const shifted = await Promise.all(
    Object.entries(sources).map(async ([id, source]) => [id, await shiftSource(source)] as const),
  )
  return Object.fromEntries(shifted)
}

async function shiftSource(source: SourceSpecification): Promise<SourceSpecification> {
  if (source.type === 'geojson') {
    const data: unknown = typeof source.data === 'string' ? await fetchJson(source.data) : source.data
    // gcoord changes what it is given.
    const copy = structuredClone(geoJsonSchema.parse(data))
    return { ...source, data: gcoord.transform(copy as never, gcoord.GCJ02, gcoord.WGS84) }
  }
  if (source.type !== 'vector' && source.type !== 'raster') return source
  const { url, bounds: _, scheme, tiles, ...rest } = source
  const told = url === undefined ? { tiles: tiles ?? [], scheme } : tileJsonSchema.parse(await fetchJson(url))
  const addresses = told.tiles.map((tile) => {
    const address = absolute(tile, url ?? location.href)
    return told.scheme === 'tms' ? address.replaceAll('{y}', '{-y}') : address
  })
  return {
    ...rest,
    ...('minzoom' in told && told.minzoom !== undefined ? { minzoom: told.minzoom } : {}),
    ...('maxzoom' in told && told.maxzoom !== undefined ? { maxzoom: told.maxzoom } : {}),
    tiles: addresses.map((address) => shiftedUrl(source.type === 'vector' ? 'vector' : 'raster', address)),
  }
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.json()
}
