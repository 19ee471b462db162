import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { discRadius, FOOTPRINT_ZOOM } from './compounds.ts'
import { IS_AREA, IS_LINE, IS_POINT } from './expressions.ts'
import type { Palette } from './palette.ts'

/** Picked compounds: an accent ring on a light rim, without the glow of the open one. */
export function pickedLayers(palette: Palette): LayerSpecification[] {
  const source = 'picked'
  const shared = { source, minzoom: FOOTPRINT_ZOOM, filter: ['!=', ['geometry-type'], 'Point'] as never }
  return [
    {
      ...shared,
      id: 'picked-rim',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.surface, 'line-width': 6, 'line-opacity': 0.9 },
    },
    {
      ...shared,
      id: 'picked-halo',
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 3 },
    },
    {
      id: 'picked-point',
      type: 'circle',
      source,
      maxzoom: FOOTPRINT_ZOOM,
      filter: IS_POINT,
      paint: {
        'circle-radius': discRadius(3),
        'circle-color': palette.accent,
        'circle-opacity': 0.15,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 3,
      },
    },
  ]
}

/** The outline being drawn; in the colour of danger where it takes compounds away. */
export function drawingLayers(palette: Palette): LayerSpecification[] {
  const source = 'drawing'
  const colour: ExpressionSpecification = [
    'case',
    ['==', ['get', 'how'], 'remove'],
    palette.danger,
    palette.accent,
  ]
  return [
    {
      id: 'drawing-area',
      type: 'fill',
      source,
      filter: IS_AREA,
      paint: { 'fill-color': colour, 'fill-opacity': 0.12 },
    },
    {
      id: 'drawing-rim',
      type: 'line',
      source,
      filter: IS_LINE,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.surface, 'line-width': 4, 'line-opacity': 0.85 },
    },
    {
      id: 'drawing-line',
      type: 'line',
      source,
      filter: IS_LINE,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': 2, 'line-dasharray': [2.5, 1.5] },
    },
    {
      id: 'drawing-corner',
      type: 'circle',
      source,
      filter: IS_POINT,
      paint: {
        'circle-radius': 4,
        'circle-color': palette.surface,
        'circle-stroke-color': colour,
        'circle-stroke-width': 2,
      },
    },
  ]
}
