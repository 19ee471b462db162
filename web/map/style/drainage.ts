import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { byZoom } from './expressions.ts'
import type { Palette } from './palette.ts'
import { CAPACITY_SIGNS, PIPE_SIGNS, pipeColour } from './symbology.ts'

const FROM_ZOOM = 13

const SYSTEM: ExpressionSpecification = ['coalesce', ['get', 'system'], 'unknown']
const KNOWN = PIPE_SIGNS.filter((sign) => !sign.dashed).map((sign) => sign.id)
const IS_ABANDONED: ExpressionSpecification = ['==', ['get', 'status'], 'abandoned']
const IS_FAULTY: ExpressionSpecification = ['to-boolean', ['coalesce', ['get', 'faulty'], false]]
const IS_SOUND: ExpressionSpecification = [
  'all',
  ['in', SYSTEM, ['literal', KNOWN]],
  ['!', IS_FAULTY],
  ['!', IS_ABANDONED],
]

/** px by size: DN 300 is a line, DN 2000 a trunk; both grow as one comes closer. */
export const pipeWidth: ExpressionSpecification = [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  13,
  sized(0.5, 1.2),
  15,
  sized(1.4, 3.6),
  17,
  sized(2.4, 7),
  19,
  sized(4, 14),
]

function sized(small: number, large: number): ExpressionSpecification {
  return ['interpolate', ['linear'], ['coalesce', ['get', 'dn'], 300], 300, small, 2000, large]
}

/** Seen from afar the net is a backdrop for the compounds; it comes forward as one comes closer. */
const nearing = (near: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  13,
  near * 0.28,
  14.2,
  near * 0.62,
  15,
  near,
]

/** Mains and wells as the survey gave them: sound ones in their system's colour, the rest grey and dashed. */
export function pipeLayers(palette: Palette): LayerSpecification[] {
  const pairs = PIPE_SIGNS.filter((sign) => !sign.dashed).flatMap((sign) => [
    sign.id,
    pipeColour(sign.id, palette),
  ])
  const colour = ['match', SYSTEM, ...pairs, palette.pipe.unknown] as unknown as ExpressionSpecification
  const shared = { type: 'line', source: 'pipes', 'source-layer': 'pipes', minzoom: FROM_ZOOM } as const
  return [
    {
      id: 'pipe-casing',
      ...shared,
      minzoom: 15,
      filter: IS_SOUND,
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': palette.land,
        'line-width': ['interpolate', ['linear'], ['zoom'], 15, 5, 18, 12],
        'line-opacity': 0.7,
      },
    },
    {
      id: 'pipe',
      ...shared,
      filter: IS_SOUND,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': pipeWidth,
        'line-opacity': nearing(0.95),
      },
    },
    {
      id: 'pipe-doubtful',
      ...shared,
      filter: ['all', ['!', IS_SOUND], ['!', IS_ABANDONED]],
      paint: {
        'line-color': palette.pipe.unknown,
        'line-width': pipeWidth,
        'line-dasharray': [3, 1.6],
        'line-opacity': nearing(1),
      },
    },
    {
      id: 'pipe-abandoned',
      ...shared,
      filter: IS_ABANDONED,
      paint: {
        'line-color': pipeColour('abandoned', palette),
        'line-width': pipeWidth,
        'line-dasharray': [3, 1.6],
        'line-opacity': nearing(0.8),
      },
    },
    {
      id: 'pipe-abandoned-cross',
      type: 'symbol',
      source: 'pipes',
      'source-layer': 'pipes',
      minzoom: 14.5,
      filter: IS_ABANDONED,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 36,
        'icon-image': 'pipe-cross',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'pipe-flow',
      type: 'symbol',
      source: 'pipes',
      'source-layer': 'pipes',
      minzoom: 16,
      filter: IS_SOUND,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 110,
        'icon-image': ['concat', 'flow-', SYSTEM],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': ['interpolate', ['linear'], ['zoom'], 16, 0.8, 19, 1.3],
      },
    },
    {
      id: 'pipe-label',
      type: 'symbol',
      source: 'pipes',
      'source-layer': 'pipes',
      minzoom: 16.5,
      filter: ['all', IS_SOUND, ['has', 'dn']],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 320,
        'text-field': ['concat', 'DN', ['to-string', ['get', 'dn']]],
        'text-font': ['Noto Sans SC Variable'],
        'text-size': 12,
        'text-offset': [0, -0.95],
        'text-max-angle': 30,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.surface, 'text-halo-width': 1.6 },
    },
  ]
}

export function wellLayers(palette: Palette): LayerSpecification[] {
  const pairs = KNOWN.flatMap((id) => [id, pipeColour(id, palette)])
  const colour = ['match', SYSTEM, ...pairs, palette.pipe.unknown] as unknown as ExpressionSpecification
  return [
    {
      id: 'well',
      type: 'circle',
      source: 'wells',
      'source-layer': 'wells',
      minzoom: 16,
      filter: ['!=', ['get', 'kind'], 'outfall'],
      paint: {
        'circle-radius': byZoom([
          [16, 2.6],
          [19, 6],
        ]),
        'circle-color': palette.surface,
        'circle-stroke-color': colour,
        'circle-stroke-width': byZoom([
          [16, 1.3],
          [19, 2.2],
        ]),
      },
    },
    {
      id: 'outfall',
      type: 'symbol',
      source: 'wells',
      'source-layer': 'wells',
      minzoom: 15,
      filter: ['==', ['get', 'kind'], 'outfall'],
      layout: { 'icon-image': 'outfall', 'icon-allow-overlap': true },
    },
  ]
}

/** The way of the water from a tie-in to its outfall, each main in the colour of its fullness. */
export function downstreamLayers(palette: Palette): LayerSpecification[] {
  const pairs = CAPACITY_SIGNS.flatMap((sign) => [sign.id, palette.capacity[sign.id]])
  const colour = [
    'match',
    ['get', 'capacity'],
    ...pairs,
    palette.capacity.unknown,
  ] as unknown as ExpressionSpecification
  const isLine: ExpressionSpecification = ['!=', ['geometry-type'], 'Point']
  return [
    {
      id: 'downstream-band',
      type: 'line',
      source: 'downstream',
      filter: isLine,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': byZoom([
          [11, 5],
          [15, 10],
          [18, 20],
        ]),
        'line-opacity': 0.28,
      },
    },
    {
      id: 'downstream',
      type: 'line',
      source: 'downstream',
      filter: isLine,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': byZoom([
          [11, 1.8],
          [15, 3.5],
          [18, 7],
        ]),
      },
    },
    {
      id: 'downstream-flow',
      type: 'symbol',
      source: 'downstream',
      minzoom: 13.5,
      filter: isLine,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 80,
        'icon-image': ['concat', 'flow-', ['get', 'capacity']],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'downstream-label',
      type: 'symbol',
      source: 'downstream',
      minzoom: 15,
      filter: ['all', isLine, ['has', 'label']],
      layout: {
        'symbol-placement': 'line-center',
        'text-field': ['get', 'label'],
        'text-font': ['Label Semibold', 'Noto Sans SC Variable'],
        'text-size': 12,
        'text-offset': [0, -1.1],
        'text-max-angle': 40,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
    {
      id: 'downstream-outfall',
      type: 'symbol',
      source: 'downstream',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': 'outfall-large',
        'icon-allow-overlap': true,
        'text-field': ['coalesce', ['get', 'label'], ''],
        'text-font': ['Label Semibold', 'Noto Sans SC Variable'],
        'text-size': 12,
        'text-offset': [0, 1.3],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': palette.ink, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ]
}
