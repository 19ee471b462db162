import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { Palette } from './palette.ts'

/** What is being marked by hand: red where the rules refuse it, amber where a reason is asked for. */
export function markingLayers(palette: Palette): LayerSpecification[] {
  const colour: ExpressionSpecification = [
    'match',
    ['get', 'outcome'],
    'refused',
    palette.danger,
    'needs_reason',
    palette.capacity.near,
    palette.accent,
  ]
  const part = (...names: string[]): ExpressionSpecification => ['in', ['get', 'part'], ['literal', names]]
  const source = 'marking'
  return [
    {
      id: 'marking-branch-rim',
      type: 'line',
      source,
      filter: part('branch'),
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.surface, 'line-width': 7, 'line-opacity': 0.9 },
    },
    {
      id: 'marking-branch',
      type: 'line',
      source,
      filter: part('branch'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': 3, 'line-dasharray': [2.2, 1.2] },
    },
    {
      id: 'marking-bend',
      type: 'circle',
      source,
      filter: part('bend'),
      paint: {
        'circle-radius': 5,
        'circle-color': palette.surface,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'marking-point',
      type: 'circle',
      source,
      filter: part('point', 'hover'),
      paint: {
        'circle-radius': ['match', ['get', 'part'], 'point', 8, 6],
        'circle-color': ['match', ['get', 'part'], 'point', colour, palette.surface],
        'circle-stroke-color': ['match', ['get', 'part'], 'point', palette.surface, colour],
        'circle-stroke-width': 2.5,
      },
    },
  ]
}
