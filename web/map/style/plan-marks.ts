import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { ARROW_MARKS, PLAN_MARKS, type PlanMark } from '../../stores/plan-marks.ts'
import { discRadius, FOOTPRINT_ZOOM } from './compounds.ts'
import { BOLD, IS_AREA, IS_POINT } from './expressions.ts'
import type { Palette } from './palette.ts'

/** Who comes and goes, or which of two plans has whom: a colour, and a word beside it. */
export function planMarkColour(mark: PlanMark, palette: Palette): string {
  switch (mark) {
    case 'enters':
      return palette.capacity.calm
    case 'leaves':
      return palette.danger
    case 'both':
      return palette.quiet
    case 'onlyA':
      return palette.accent
    case 'onlyB':
      return palette.pipe.HS
    case 'up':
      return palette.accent
    case 'down':
      return palette.pipe.WS
  }
}

/** Dashed is what the plan loses. */
export const DASHED_MARKS: readonly PlanMark[] = ['leaves', 'onlyB']

export function planMarkLayers(palette: Palette): LayerSpecification[] {
  const colour = [
    'match',
    ['get', 'mark'],
    ...PLAN_MARKS.flatMap((mark) => [mark, planMarkColour(mark, palette)]),
    palette.accent,
  ] as unknown as ExpressionSpecification
  const dashed: ExpressionSpecification = ['in', ['get', 'mark'], ['literal', [...DASHED_MARKS]]]
  const arrow: ExpressionSpecification = ['in', ['get', 'mark'], ['literal', [...ARROW_MARKS]]]
  const outline = { 'line-color': colour, 'line-width': 3.5 }
  return [
    {
      id: 'plan-mark-fill',
      type: 'fill',
      source: 'plan-marks',
      minzoom: FOOTPRINT_ZOOM,
      filter: IS_AREA,
      paint: { 'fill-color': colour, 'fill-opacity': 0.32 },
    },
    {
      id: 'plan-mark-line',
      type: 'line',
      source: 'plan-marks',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['all', IS_AREA, ['!', dashed]],
      layout: { 'line-join': 'round' },
      paint: outline,
    },
    {
      id: 'plan-mark-line-dashed',
      type: 'line',
      source: 'plan-marks',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['all', IS_AREA, dashed],
      paint: { ...outline, 'line-dasharray': [2, 1.2] },
    },
    {
      id: 'plan-mark-point',
      type: 'circle',
      source: 'plan-marks',
      maxzoom: FOOTPRINT_ZOOM,
      filter: ['all', IS_POINT, ['!', arrow]],
      paint: {
        'circle-radius': discRadius(4),
        'circle-color': colour,
        'circle-opacity': 0.25,
        'circle-stroke-color': colour,
        'circle-stroke-width': 3,
      },
    },
    {
      id: 'plan-mark-word',
      type: 'symbol',
      source: 'plan-marks',
      filter: IS_POINT,
      layout: {
        'text-field': ['get', 'word'],
        'text-font': BOLD,
        'text-size': 12,
        'text-offset': [0, 1.9],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': colour, 'text-halo-color': palette.surface, 'text-halo-width': 2 },
    },
  ]
}
