import type { SourceSpecification } from 'maplibre-gl'

/** GeoJSON the stores hold. */
export const GEOJSON_SOURCES = [
  'subdistricts',
  'compounds',
  'compound-points',
  'compound-focus',
  'plan-marks',
  'presence',
  'connections',
  'connection-focus',
  'candidates',
  'downstream',
  'measure',
  'picked',
  'drawing',
  'marker',
  'marking',
] as const
export type GeoJsonSourceId = (typeof GEOJSON_SOURCES)[number]

/** Vector tiles the server cuts; `maxzoom` is where overzooming starts. */
const TILE_SOURCES = {
  ground: { minzoom: 7, maxzoom: 16 },
  buildings: { minzoom: 13, maxzoom: 16 },
  pipes: { minzoom: 12, maxzoom: 16 },
  wells: { minzoom: 15, maxzoom: 16 },
} as const
export type TileSourceId = keyof typeof TILE_SOURCES

export type SourceId = GeoJsonSourceId | TileSourceId

/** Features found by their own `id` property, so that feature states survive new data. */
const PROMOTED: readonly SourceId[] = ['compounds', 'compound-points', 'connections', 'candidates', 'pipes']

/** Drawn as they are, without leaving out vertices at far zooms. */
const EXACT: readonly SourceId[] = ['measure', 'drawing', 'marking', 'compound-focus']

/** @param origin where the tiles come from: workers know no page to be relative to */
export function sources(origin: string): Record<SourceId, SourceSpecification> {
  const all: Partial<Record<SourceId, SourceSpecification>> = {}
  for (const id of GEOJSON_SOURCES) {
    all[id] = {
      type: 'geojson',
      data: { type: 'FeatureCollection', features: [] },
      ...(PROMOTED.includes(id) ? { promoteId: 'id' } : {}),
      ...(EXACT.includes(id) ? { tolerance: 0 } : {}),
    }
  }
  for (const [id, zooms] of Object.entries(TILE_SOURCES)) {
    all[id as TileSourceId] = {
      type: 'vector',
      tiles: [`${origin}/tiles/${id}/{z}/{x}/{y}.mvt`],
      ...zooms,
      ...(PROMOTED.includes(id as TileSourceId) ? { promoteId: 'id' } : {}),
    }
  }
  return all as Record<SourceId, SourceSpecification>
}
