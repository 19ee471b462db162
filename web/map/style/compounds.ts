import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  LineLayerSpecification,
} from 'maplibre-gl'
import type { Colouring } from '../../stores/view.ts'
import { byState, HOVERED, scoreColour, verdictColour } from './expressions.ts'
import type { Palette } from './palette.ts'
import type { ScoreBreaks } from './score-classes.ts'

/** Below it a compound is a point with its households, from it on a footprint. */
export const FOOTPRINT_ZOOM = 13

export interface CompoundLook {
  readonly palette: Palette
  readonly colouring: Colouring
  readonly breaks: ScoreBreaks
}

/** Footprints in the colour of their verdict or score. */
export function footprintLayers({ palette, colouring, breaks }: CompoundLook): LayerSpecification[] {
  const byScore = colouring === 'score'
  const colour = byScore ? scoreColour(palette, breaks) : verdictColour(palette)
  const solid = byScore ? 0.85 : palette.tint
  return [
    {
      id: 'compound-fill',
      type: 'fill',
      source: 'compounds',
      minzoom: FOOTPRINT_ZOOM,
      paint: {
        'fill-color': colour,
        'fill-opacity': byState(solid * 0.2, Math.min(1, solid * 1.6), solid),
        'fill-antialias': false,
      },
    },
  ]
}

/** A second sign beside the colour: whoever cannot tell red from green sees the lines. */
export function hatchLayers({ colouring }: CompoundLook): LayerSpecification[] {
  return [
    {
      id: 'compound-hatch',
      type: 'fill',
      source: 'compounds',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['==', ['get', 'eligibility'], 'ineligible'],
      layout: { visibility: colouring === 'score' ? 'none' : 'visible' },
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': byState(0.12, 0.9, 0.7), 'fill-antialias': false },
    },
  ]
}

/** Outlines stand above the buildings, so that every compound stays one figure. */
export function outlineLayers(look: CompoundLook): LayerSpecification[] {
  return [
    {
      id: 'compound-outline',
      type: 'line',
      source: 'compounds',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['!=', ['get', 'eligibility'], 'renovated'],
      layout: { 'line-join': 'round' },
      paint: outlinePaint(look),
    },
  ]
}

/** What is renovated is out of the competition: its outline is dashed. */
export function dashedOutlineLayers(look: CompoundLook): LayerSpecification[] {
  return [
    {
      id: 'compound-outline-dashed',
      type: 'line',
      source: 'compounds',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['==', ['get', 'eligibility'], 'renovated'],
      layout: { 'line-join': 'round' },
      paint: { ...outlinePaint(look), 'line-dasharray': [2.5, 2] },
    },
  ]
}

function outlinePaint({ palette, colouring }: CompoundLook): NonNullable<LineLayerSpecification['paint']> {
  const colour = colouring === 'score' ? palette.score[4] : verdictColour(palette)
  const width: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    ['zoom'],
    13,
    ['case', HOVERED, 2, ['get', 'selected'], 1.4, 1],
    16,
    ['case', HOVERED, 3, ['get', 'selected'], 2.2, 1.5],
  ]
  return { 'line-color': colour, 'line-width': width, 'line-opacity': byState(0.25, 1, 0.95) }
}

/** The open compound: an accent halo of 2.5 px with a soft glow around, at every zoom. */
export function focusLayers({ palette }: CompoundLook): LayerSpecification[] {
  return [
    {
      id: 'focus-glow',
      type: 'line',
      source: 'compound-focus',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 11, 'line-opacity': 0.2, 'line-blur': 3 },
    },
    {
      id: 'focus-halo',
      type: 'line',
      source: 'compound-focus',
      minzoom: FOOTPRINT_ZOOM,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2.5 },
    },
    {
      id: 'focus-point',
      type: 'circle',
      source: 'compound-focus',
      maxzoom: FOOTPRINT_ZOOM,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': discRadius(5),
        'circle-color': palette.accent,
        'circle-opacity': 0.18,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2.5,
      },
    },
  ]
}

/**
 * Plain discs of the first map: no image to draw, no letter to lay out, no sign to place among thousands. The same
 * layer becomes the ring under the pointer once the signs are there.
 */
function firstDiscs({ palette, colouring, breaks }: CompoundLook): CircleLayerSpecification['paint'] {
  const byScore = colouring === 'score'
  const colour = byScore ? scoreColour(palette, breaks) : verdictColour(palette)
  return {
    'circle-radius': discRadius(-0.9),
    'circle-color': colour,
    'circle-opacity': byScore ? 1 : palette.tint,
    'circle-stroke-color': byScore ? palette.score[4] : colour,
    'circle-stroke-width': 1.8,
  }
}

/**
 * Points below footprints' zoom: area grows with households, the number stands inside.
 * @param how.complete the first map has been drawn: signs take the place of the plain discs
 * @param how.tieInsFirst faint and without numbers: other signs stand before them
 */
export function pointLayers(
  look: CompoundLook,
  { complete, tieInsFirst }: { readonly complete: boolean; readonly tieInsFirst: boolean },
): LayerSpecification[] {
  const { palette, colouring, breaks } = look
  const ring: LayerSpecification = {
    id: 'compound-point-ring',
    type: 'circle',
    source: 'compound-points',
    maxzoom: FOOTPRINT_ZOOM,
    paint: complete
      ? {
          'circle-radius': discRadius(4),
          'circle-color': palette.accent,
          'circle-opacity': ['case', HOVERED, 0.25, 0],
          'circle-stroke-width': 0,
        }
      : firstDiscs(look),
  }
  if (!complete) return [ring]
  const icon: ExpressionSpecification =
    colouring === 'score' ? scoreDisc(breaks) : ['concat', 'disc-', ['get', 'eligibility']]
  return [
    ring,
    {
      id: 'compound-point',
      type: 'symbol',
      source: 'compound-points',
      maxzoom: FOOTPRINT_ZOOM,
      layout: {
        'icon-image': icon,
        'icon-size': discRadius(0, DISC_RADIUS),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': tieInsFirst ? '' : ['step', ['zoom'], '', 11.5, ['to-string', ['get', 'households']]],
        'text-font': ['Label Semibold', 'Noto Sans SC Variable'],
        'text-size': 12,
        'text-optional': true,
        'text-padding': 0,
        'symbol-sort-key': ['-', 0, ['get', 'households']],
      },
      paint: {
        'icon-opacity': tieInsFirst ? byState(0.15, 1, 0.4) : byState(0.2, 1, 1),
        'text-color': palette.ink,
        'text-halo-color': palette.surface,
        'text-halo-width': 1.4,
        'text-opacity': byState(0.15, 1, 1),
      },
    },
  ]
}

/** Radius in px at which the disc images are drawn; `icon-size` scales from here. */
export const DISC_RADIUS = 16

/**
 * Radius of a compound's disc, px: 100 households make 9, 400 make 14, 1 600 make 24, so that the area is in step
 * with the number. Where a whole city is in view the discs are
 * small, or they would be one heap.
 * @param around px of a ring around it
 * @param unit what the radius is counted in, px
 */
export function discRadius(around = 0, unit = 1): ExpressionSpecification {
  const households: ExpressionSpecification = ['sqrt', ['max', 0, ['coalesce', ['get', 'households'], 0]]]
  const whole: ExpressionSpecification = [
    'interpolate',
    ['linear'],
    households,
    5,
    7,
    10,
    9.5,
    20,
    14,
    40,
    24,
  ]
  const shrunk = (share: number): ExpressionSpecification => ['/', ['+', around, ['*', share, whole]], unit]
  return ['interpolate', ['linear'], ['zoom'], 9.5, shrunk(0.26), 11, shrunk(0.55), 12.3, shrunk(1)]
}

function scoreDisc(breaks: ScoreBreaks): ExpressionSpecification {
  const steps = breaks.flatMap((edge, index) => [edge, `disc-score-${index + 1}`])
  return [
    'case',
    ['has', 'score'],
    ['step', ['get', 'score'], 'disc-score-0', ...steps],
    'disc-score-none',
  ] as unknown as ExpressionSpecification
}
