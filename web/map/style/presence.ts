import type { LayerSpecification } from 'maplibre-gl'
import { discRadius } from './compounds.ts'
import { BOLD } from './expressions.ts'
import type { Palette } from './palette.ts'

/** Where a colleague is at work: a ring, and their name below it. */
export function presenceLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'presence-ring',
      type: 'circle',
      source: 'presence',
      paint: {
        'circle-radius': discRadius(6),
        'circle-color': palette.accent,
        'circle-opacity': 0.12,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'presence-name',
      type: 'symbol',
      source: 'presence',
      layout: {
        'text-field': ['get', 'names'],
        'text-font': BOLD,
        'text-size': 12,
        'text-offset': [0, 2.1],
        'text-anchor': 'top',
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {
        'text-color': palette.accent,
        'text-halo-color': palette.surface,
        'text-halo-width': 2,
      },
    },
  ]
}
