import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { byZoom, HOVERED, IS_LINE, IS_POINT } from './expressions.ts'
import type { Palette } from './palette.ts'

const FROM_ZOOM = 13
/** Where the tie-ins are what is worked on, they are signs from the whole district down. */
const FROM_AFAR = 9
/** Candidates with a number in a ring; the rest are dots, for there may be one at every metre of a main. */
const NUMBERED = 5
const IS_NUMBERED: ExpressionSpecification = ['<=', ['coalesce', ['get', 'rank'], 1000], NUMBERED]
const IS_CHOSEN: ExpressionSpecification = ['boolean', ['feature-state', 'chosen'], false]
const hasSign = (id: string): ExpressionSpecification => ['==', ['get', 'sign'], id]

/**
 * Branches below, points above; refused ones thin and grey under the rest.
 * @param fromAfar the tie-ins are what is worked on
 */
export function connectionLayers(palette: Palette, fromAfar: boolean): LayerSpecification[] {
  const from = fromAfar ? FROM_AFAR : FROM_ZOOM
  return [
    ...branchLayers('candidates', palette, 0.7),
    ...branchLayers('connections', palette, 1),
    ...pointLayers('candidates', palette, FROM_ZOOM),
    ...pointLayers('connections', palette, from),
    staleLayer(palette, from),
    {
      id: 'connection-focus',
      type: 'circle',
      source: 'connection-focus',
      filter: IS_POINT,
      paint: {
        'circle-radius': byZoom([
          [12, 9],
          [17, 14],
        ]),
        'circle-color': palette.accent,
        'circle-opacity': 0.16,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}

/** 需复核: a small amber dot at the shoulder of the sign. */
function staleLayer(palette: Palette, minzoom: number): LayerSpecification {
  return {
    id: 'connections-stale',
    type: 'circle',
    source: 'connections',
    minzoom,
    filter: ['all', IS_POINT, ['==', ['get', 'stale'], true]],
    paint: {
      'circle-radius': 4,
      'circle-translate': [8, -8],
      'circle-color': palette.capacity.near,
      'circle-stroke-color': palette.surface,
      'circle-stroke-width': 1.5,
    },
  }
}

function branchLayers(
  source: 'connections' | 'candidates',
  palette: Palette,
  strength: number,
): LayerSpecification[] {
  const shared = {
    type: 'line',
    source,
    minzoom: FROM_ZOOM,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
  } as const
  // A fan of branches hides what it explains: of the candidates only the one in question shows its way.
  const seen = (opacity: number): number | ExpressionSpecification =>
    source === 'connections' ? opacity : ['case', HOVERED, 1, IS_CHOSEN, 1, 0]
  const width = byZoom([
    [13, 1.4 * strength],
    [16, 2.8 * strength],
    [18, 4.5 * strength],
  ])
  return [
    {
      id: `${source}-branch-rejected`,
      ...shared,
      filter: ['all', IS_LINE, hasSign('rejected')],
      paint: { 'line-color': palette.pipe.unknown, 'line-width': 1, 'line-opacity': seen(0.55) },
    },
    {
      id: `${source}-branch-proposed`,
      ...shared,
      layout: { 'line-join': 'round' },
      filter: ['all', IS_LINE, hasSign('proposed')],
      paint: {
        'line-color': palette.accent,
        'line-width': width,
        'line-dasharray': [2.2, 1.4],
        'line-opacity': seen(1),
      },
    },
    {
      id: `${source}-branch-confirmed`,
      ...shared,
      filter: ['all', IS_LINE, ['in', ['get', 'sign'], ['literal', ['confirmed', 'built', 'verified']]]],
      paint: { 'line-color': palette.accent, 'line-width': width, 'line-opacity': seen(1) },
    },
  ]
}

function pointLayers(
  source: 'connections' | 'candidates',
  palette: Palette,
  minzoom: number,
): LayerSpecification[] {
  const best = source === 'connections'
  return [
    {
      id: `${source}-point-hover`,
      type: 'circle',
      source,
      minzoom,
      filter: IS_POINT,
      paint: {
        'circle-radius': byZoom([
          [13, 8],
          [17, 14],
        ]),
        'circle-color': palette.accent,
        'circle-opacity': ['case', HOVERED, 0.25, 0],
      },
    },
    {
      id: `${source}-point`,
      type: 'symbol',
      source,
      minzoom,
      filter: IS_POINT,
      layout: {
        'icon-image': best
          ? ['concat', 'tie-in-', ['get', 'sign']]
          : [
              'case',
              ['all', hasSign('proposed'), ['!', IS_NUMBERED]],
              'candidate-dot',
              ['concat', 'candidate-', ['get', 'sign']],
            ],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9, 0.5, 13, 0.6, 15, 0.8, 17, 1],
        ...(best
          ? {
              'icon-allow-overlap': true,
              'icon-ignore-placement': true,
              'symbol-sort-key': ['case', hasSign('rejected'), 0, 1],
            }
          : {
              // A row of feasible places along one main would be a smear: the better ones stand, zooming in brings the rest.
              'icon-padding': 0,
              'symbol-sort-key': ['case', hasSign('rejected'), 0, ['coalesce', ['get', 'rank'], 1000]],
              'text-field': ['case', IS_NUMBERED, ['to-string', ['get', 'rank']], ''],
              'text-font': ['Label Semibold', 'Noto Sans SC Variable'],
              'text-size': 12,
              'text-padding': 0,
            }),
      },
      paint: best ? {} : { 'text-color': palette.accent },
    } as LayerSpecification,
  ]
}
