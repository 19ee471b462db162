import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { REGULAR } from './expressions.ts'
import type { Palette } from './palette.ts'

const shared = { source: 'buildings', 'source-layer': 'buildings' } as const

/** Blocks of flats inside the compounds: grey under the compound's tint, their number when close. */
export function buildingLayers(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'building',
      type: 'fill',
      ...shared,
      minzoom: 14,
      paint: {
        'fill-color': palette.buildingInside,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0, 14.6, 0.2],
      },
    },
    {
      id: 'building-outline',
      type: 'line',
      ...shared,
      minzoom: 15,
      paint: { 'line-color': palette.buildingInside, 'line-width': 0.7, 'line-opacity': 0.45 },
    },
  ]
}

export function buildingLabels(palette: Palette): LayerSpecification[] {
  const number: ExpressionSpecification = ['to-string', ['get', 'number']]
  return [
    {
      id: 'building-number',
      type: 'symbol',
      ...shared,
      minzoom: 15.5,
      layout: { 'text-field': number, 'text-font': REGULAR, 'text-size': 12, 'text-padding': 1 },
      paint: { 'text-color': palette.quiet, 'text-halo-color': palette.surface, 'text-halo-width': 1.2 },
    },
  ]
}
