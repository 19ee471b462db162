import type { LayerSpecification, RasterLayerSpecification, SourceSpecification } from 'maplibre-gl'
import type { BaseMap } from '#core/api/service.ts'
import type { Theme } from '../../stores/view.ts'
import { shiftedUrl } from './shifted-url.ts'

/** Names of all that belongs to a base map of somebody else begin with it. */
export const UNDER = 'under:'

export interface Underlay {
  readonly sources: Record<string, SourceSpecification>
  readonly layers: readonly LayerSpecification[]
}

export const NOTHING: Underlay = { sources: {}, layers: [] }

/**
 * What a base map comes to in sources and layers.
 * @throws where its document does not come or cannot be read
 */
export async function underlayOf(baseMap: BaseMap, theme: Theme): Promise<Underlay> {
  if (baseMap.crs === 'gcj02') {
    const { learnGcj02 } = await import('./gcj02-protocol.ts')
    learnGcj02()
  }
  if (baseMap.kind === 'vector') {
    const { styleUnderlay } = await import('./style-underlay.ts')
    const underlay = await styleUnderlay(baseMap.url, UNDER)
    if (baseMap.crs !== 'gcj02') return underlay
    const { shiftSources } = await import('./shift-sources.ts')
    return { ...underlay, sources: await shiftSources(underlay.sources) }
  }
  const urls = [baseMap.url, baseMap.labelsUrl].filter((url) => url !== undefined)
  const names = urls.map((_, index) => `${UNDER}${baseMap.id}-${index}`)
  return {
    sources: Object.fromEntries(urls.map((url, index) => [names[index], rasterSource(baseMap, url)])),
    layers: names.map((name) => ({ id: name, type: 'raster', source: name, paint: quiet(theme) })),
  }
}

function rasterSource({ crs, maxZoom, attribution }: BaseMap, url: string): SourceSpecification {
  return {
    type: 'raster',
    tiles: [crs === 'gcj02' ? shiftedUrl('raster', url) : url],
    tileSize: 256,
    maxzoom: maxZoom ?? 18,
    attribution,
  }
}

/** A photograph or a coloured street map would shout over the data: paler by day, darker by night. */
function quiet(theme: Theme): RasterLayerSpecification['paint'] {
  return theme === 'dark'
    ? { 'raster-saturation': -0.35, 'raster-brightness-max': 0.62 }
    : { 'raster-saturation': -0.3, 'raster-brightness-min': 0.08 }
}
