import type { ExpressionSpecification } from 'maplibre-gl'
import type { Palette } from './palette.ts'
import type { ScoreBreaks } from './score-classes.ts'
import { VERDICT_SIGNS } from './symbology.ts'

/** Text is drawn by the browser from the bundled font; the first name only carries the weight. */
export const REGULAR = ['Noto Sans SC Variable']
export const MEDIUM = ['Label Medium', 'Noto Sans SC Variable']
export const BOLD = ['Label Semibold', 'Noto Sans SC Variable']

export const HOVERED: ExpressionSpecification = ['boolean', ['feature-state', 'hovered'], false]
export const DIMMED: ExpressionSpecification = ['boolean', ['feature-state', 'dimmed'], false]

/** One value for what the filter leaves out, one under the pointer, one for the rest. */
export function byState(dimmed: number, hovered: number, usual: number): ExpressionSpecification {
  return ['case', DIMMED, dimmed, HOVERED, hovered, usual]
}

export function verdictColour(palette: Palette): ExpressionSpecification {
  const pairs = VERDICT_SIGNS.flatMap((sign) => [sign.id, palette.verdict[sign.id]])
  return ['match', ['get', 'eligibility'], ...pairs, palette.noScore] as unknown as ExpressionSpecification
}

export function scoreColour(palette: Palette, breaks: ScoreBreaks): ExpressionSpecification {
  const [first, ...rest] = palette.score
  const steps = rest.flatMap((colour, index) => [breaks[index] ?? 100, colour])
  return [
    'case',
    ['has', 'score'],
    ['step', ['get', 'score'], first, ...steps],
    palette.noScore,
  ] as unknown as ExpressionSpecification
}

/** Widths that double every so many zoom levels, as a line on the ground would. */
export function byZoom(stops: readonly (readonly [number, number])[], base = 1.6): ExpressionSpecification {
  return [
    'interpolate',
    ['exponential', base],
    ['zoom'],
    ...stops.flat(),
  ] as unknown as ExpressionSpecification
}

export function isClass(...names: string[]): ExpressionSpecification {
  return ['in', ['get', 'class'], ['literal', names]]
}

export const IS_AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
export const IS_LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString']
export const IS_POINT: ExpressionSpecification = ['==', ['geometry-type'], 'Point']
