import type { LayerSpecification } from 'maplibre-gl'
import { BOLD, IS_AREA, IS_LINE, IS_POINT } from './expressions.ts'
import type { Palette } from './palette.ts'

const source = 'measure'

export function measureLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'measure-area',
      type: 'fill',
      source,
      filter: IS_AREA,
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.12 },
    },
    {
      id: 'measure-casing',
      type: 'line',
      source,
      filter: IS_LINE,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.surface, 'line-width': 5, 'line-opacity': 0.85 },
    },
    {
      id: 'measure-line',
      type: 'line',
      source,
      filter: IS_LINE,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2 },
    },
    {
      id: 'measure-vertex',
      type: 'circle',
      source,
      filter: IS_POINT,
      paint: {
        'circle-radius': 4,
        'circle-color': palette.surface,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
  ]
}

/** The place that was looked for. */
export function markerLayer(palette: Palette): LayerSpecification {
  return {
    id: 'marker',
    type: 'symbol',
    source: 'marker',
    layout: {
      'icon-image': 'pin',
      'icon-anchor': 'bottom',
      'icon-offset': [0, 8],
      'icon-allow-overlap': true,
      'text-field': ['get', 'label'],
      'text-font': BOLD,
      'text-size': 13,
      'text-anchor': 'left',
      'text-offset': [1.1, -1.6],
      'text-optional': true,
    },
    paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
  }
}
