import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { byState, isClass, BOLD, MEDIUM, REGULAR } from './expressions.ts'
import { FOOTPRINT_ZOOM } from './compounds.ts'
import type { CompoundLook } from './compounds.ts'
import type { Palette } from './palette.ts'

const GROUND = { source: 'ground', 'source-layer': 'ground' } as const

/** Names of the ground: rivers, then streets as one comes closer. */
export function groundNames(palette: Palette): LayerSpecification[] {
  const halo = { 'text-halo-color': palette.land, 'text-halo-width': 1.6 }
  const road = (rank: string, minzoom: number, size: number): LayerSpecification => ({
    id: `label-road-${rank}`,
    type: 'symbol',
    ...GROUND,
    minzoom,
    filter: [
      'all',
      isClass('road'),
      ['has', 'name'],
      ['==', ['coalesce', ['get', 'rank'], ['get', 'kind'], 'local'], rank],
    ],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': ['get', 'name'],
      'text-font': REGULAR,
      'text-size': size,
      'text-letter-spacing': 0.18,
      'text-padding': 8,
      'text-max-angle': 30,
    },
    paint: { 'text-color': palette.quiet, ...halo },
  })
  return [
    road('local', 15.5, 12),
    road('secondary', 14.2, 12),
    road('arterial', 12.4, 12),
    {
      id: 'label-river',
      type: 'symbol',
      ...GROUND,
      minzoom: 12,
      filter: ['all', isClass('river'), ['has', 'name']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 500,
        'text-field': ['get', 'name'],
        'text-font': REGULAR,
        'text-size': 12,
        'text-letter-spacing': 0.25,
        'text-max-angle': 45,
      },
      paint: { 'text-color': palette.waterName, 'text-halo-color': palette.water, 'text-halo-width': 1.2 },
    },
    {
      id: 'label-park',
      type: 'symbol',
      ...GROUND,
      minzoom: 14.5,
      filter: ['all', isClass('park'), ['has', 'name']],
      layout: { 'text-field': ['get', 'name'], 'text-font': REGULAR, 'text-size': 12, 'text-max-width': 7 },
      paint: { 'text-color': palette.quiet, ...halo },
    },
    {
      id: 'label-sea',
      type: 'symbol',
      ...GROUND,
      minzoom: 9,
      filter: ['all', isClass('sea'), ['has', 'name']],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': REGULAR,
        'text-size': 14,
        'text-letter-spacing': 0.5,
      },
      paint: { 'text-color': palette.waterName, 'text-halo-color': palette.water, 'text-halo-width': 1 },
    },
    {
      id: 'label-neighbour',
      type: 'symbol',
      ...GROUND,
      maxzoom: 12,
      filter: ['all', isClass('neighbour'), ['has', 'name']],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': REGULAR,
        'text-size': 12,
        'text-letter-spacing': 0.3,
      },
      paint: {
        'text-color': palette.quiet,
        'text-opacity': 0.7,
        'text-halo-color': palette.outside,
        'text-halo-width': 1.4,
      },
    },
  ]
}

/** 镇街, far out. */
export function subdistrictNames(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'label-subdistrict',
      type: 'symbol',
      source: 'subdistricts',
      minzoom: 10.5,
      maxzoom: 14,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MEDIUM,
        'text-size': ['interpolate', ['linear'], ['zoom'], 10.5, 12, 13, 14],
        'text-letter-spacing': 0.2,
        'text-padding': 3,
        // Beside the middle of its compounds where these fill it.
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.6,
        'symbol-sort-key': ['-', 0, ['get', 'compounds']],
      },
      paint: { 'text-color': palette.quiet, 'text-halo-color': palette.land, 'text-halo-width': 2 },
    },
  ]
}

/** The mark always, the name where there is room; by score the points stand where the mark was. */
export function compoundLabels({ palette, colouring }: CompoundLook): LayerSpecification[] {
  const byScore = colouring === 'score'
  const score: ExpressionSpecification = [
    'format',
    ['case', ['has', 'score'], ['number-format', ['get', 'score'], { 'min-fraction-digits': 1 }], '–'],
    { 'font-scale': 1.08, 'text-font': ['literal', BOLD] },
    '\n',
    {},
    ['get', 'name'],
    {},
  ]
  return [
    {
      id: 'compound-mark',
      type: 'symbol',
      source: 'compound-points',
      minzoom: FOOTPRINT_ZOOM,
      layout: {
        'icon-image': byScore ? '' : ['concat', 'mark-', ['get', 'eligibility']],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 13, 0.72, 15, 1],
        'icon-allow-overlap': true,
        'text-field': byScore ? score : ['step', ['zoom'], '', 14.2, ['get', 'name']],
        'text-font': ['case', ['get', 'selected'], ['literal', BOLD], ['literal', MEDIUM]],
        'text-size': ['interpolate', ['linear'], ['zoom'], 14, 12, 16, 13],
        'text-anchor': byScore ? 'center' : 'top',
        'text-offset': byScore ? [0, 0] : [0, 0.75],
        'text-max-width': 8,
        'text-padding': 3,
        'text-optional': true,
        'symbol-sort-key': ['get', 'order'],
      },
      paint: {
        'icon-opacity': byState(0.25, 1, 1),
        'text-color': palette.ink,
        'text-halo-color': palette.surface,
        'text-halo-width': 1.8,
        'text-opacity': byState(0.15, 1, 1),
      },
    },
  ]
}
