import { GeoJSONVT } from '@maplibre/geojson-vt'
import type { GeoJSONVTOptions } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Feature } from 'geojson'

/** Finer than any screen needs: 4096 steps of a z16 tile are 0.11 m here. Maps overzoom from it. */
export const TILE_MAX_ZOOM = 16

const EXTENT = 4096

const OPTIONS: GeoJSONVTOptions = {
  maxZoom: TILE_MAX_ZOOM,
  indexMaxZoom: 4,
  indexMaxPoints: 200_000,
  extent: EXTENT,
  buffer: 64,
  tolerance: 3,
}

/** Tiles of one address, by the name of the layer inside. */
export interface TileIndex {
  /** Encoded tile; null where there is nothing. */
  tile(z: number, x: number, y: number): Uint8Array | null
}

/**
 * Indexes features by layer; tiles are cut when they are first asked for.
 * @param from the first zoom that a layer is in; 0 where nothing is said
 */
export function createTileIndex(
  layers: Readonly<Record<string, readonly Feature[]>>,
  from: Readonly<Record<string, number>> = {},
): TileIndex {
  const indexes = Object.entries(layers)
    .filter(([, features]) => features.length > 0)
    .map(([name, features]) => {
      const collection = { type: 'FeatureCollection' as const, features: [...features] }
      return [name, new GeoJSONVT(collection, OPTIONS)] as const
    })
  return {
    tile(z, x, y) {
      const found = indexes.flatMap(([name, index]) => {
        if (z < (from[name] ?? 0)) return []
        const tile = index.getTile(z, x, y)
        return tile === null || tile.features.length === 0 ? [] : [[name, tile] as const]
      })
      if (found.length === 0) return null
      return fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: EXTENT })
    },
  }
}
