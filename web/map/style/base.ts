import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { byZoom, isClass, IS_AREA, IS_LINE } from './expressions.ts'
import type { Palette } from './palette.ts'

const shared = { source: 'ground', 'source-layer': 'ground' } as const
const isRank = (...ranks: string[]): ExpressionSpecification => [
  'all',
  isClass('road'),
  ['in', ['coalesce', ['get', 'rank'], ['get', 'kind'], 'local'], ['literal', ranks]],
]

/** Road widths in px at zooms, per rank; casings add one hairline on both sides. */
const WIDTHS = {
  arterial: [
    [9, 0.6],
    [12, 2],
    [14, 5.5],
    [16, 15],
    [18, 46],
  ],
  secondary: [
    [11, 0.5],
    [12, 1],
    [14, 3.4],
    [16, 9.5],
    [18, 30],
  ],
  local: [
    [12.5, 0.4],
    [14, 1.6],
    [16, 5.5],
    [18, 18],
  ],
} as const

/**
 * Land, water, parks, blocks and roads: quiet enough that everything else is data.
 * @param smooth draws the edges of areas smoothly: one more pass over each, which the first map spares itself
 */
export function baseLayers(palette: Palette, smooth: boolean): LayerSpecification[] {
  const area = (
    id: string,
    filter: ExpressionSpecification,
    colour: string,
    minzoom?: number,
  ): LayerSpecification => ({
    id,
    type: 'fill',
    ...shared,
    ...(minzoom === undefined ? {} : { minzoom }),
    filter: ['all', filter, IS_AREA],
    paint: { 'fill-color': colour, 'fill-antialias': smooth },
  })
  return [
    { id: 'background', type: 'background', paint: { 'background-color': palette.outside } },
    area('neighbour-land', isClass('neighbour'), palette.outside),
    area('district-land', isClass('district'), palette.land),
    area('sea', isClass('sea'), palette.water),
    area('block', isClass('block'), palette.block, 12),
    area('park', isClass('park'), palette.park),
    area('river', isClass('river'), palette.water),
    {
      id: 'river-line',
      type: 'line',
      ...shared,
      filter: ['all', isClass('river'), IS_LINE],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.water,
        'line-width': byZoom([
          [9, 1],
          [12, 4],
          [14, 12],
          [16, 38],
          [18, 120],
        ]),
      },
    },
    {
      id: 'base-building',
      type: 'fill',
      source: 'ground',
      'source-layer': 'ground-buildings',
      minzoom: 14,
      paint: { 'fill-color': palette.building, 'fill-antialias': smooth },
    },
    ...roads(palette),
    ...boundaries(palette),
  ]
}

function roads(palette: Palette): LayerSpecification[] {
  const ranks = ['local', 'secondary', 'arterial'] as const
  const casings = ranks.map((rank): LayerSpecification => {
    const widths = WIDTHS[rank].map(([zoom, width]) => [zoom, width + 1.6] as const)
    return {
      id: `road-casing-${rank}`,
      type: 'line',
      ...shared,
      minzoom: rank === 'local' ? 13.5 : 12,
      filter: isRank(rank),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.roadCasing, 'line-width': byZoom(widths) },
    }
  })
  const fills = ranks.map((rank): LayerSpecification => ({
    id: `road-${rank}`,
    type: 'line',
    ...shared,
    minzoom: rank === 'local' ? 12.5 : rank === 'secondary' ? 11 : 9,
    filter: isRank(rank),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': rank === 'local' ? palette.roadMinor : palette.roadMajor,
      'line-width': byZoom(WIDTHS[rank]),
    },
  }))
  return [...casings, ...fills]
}

/** A calm hairline around the district on a soft band; the neighbours' is fainter still. */
function boundaries(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'neighbour-outline',
      type: 'line',
      ...shared,
      filter: isClass('neighbour'),
      paint: { 'line-color': palette.boundary, 'line-width': 0.6, 'line-opacity': 0.35 },
    },
    {
      id: 'district-band',
      type: 'line',
      ...shared,
      filter: isClass('district'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.boundary, 'line-width': 7, 'line-opacity': 0.12 },
    },
    {
      id: 'district-outline',
      type: 'line',
      ...shared,
      filter: isClass('district'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.boundary, 'line-width': 1 },
    },
  ]
}
