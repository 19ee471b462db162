import { distanceBetween } from '../geo/plane-geometry.ts'
import { toPlane } from '../geo/projection.ts'
import type { LngLat } from '../compound/compound.ts'

/** How far the finished works may lie from what was confirmed. */
export interface AsBuiltTolerance {
  /** m in plan */
  readonly position: number
  /** m in level */
  readonly invert: number
  /** false shows 未核定. */
  readonly confirmed: boolean
}

/** What the survey of the finished works measured (竣工测量). */
export interface AsBuiltSurvey {
  /** Where the branch meets the main. */
  readonly position: LngLat
  /** Level of the branch's invert there, m. */
  readonly invert: number
}

/** The point as it was confirmed. */
export interface Design {
  readonly position: LngLat
  readonly invertEnd: number | null
}

/** Measured less designed. */
export interface AsBuiltDifference {
  /** m in plan */
  readonly distance: number
  /** m in level, positive where it lies higher; null where the design has no level */
  readonly invert: number | null
  readonly within: boolean
}

/**
 * Holds a survey against the design. The bounds themselves are within.
 *
 * @example
 * compareAsBuilt({ position: [119.6, 39.9], invertEnd: 4.5 }, { position: [119.6, 39.9], invert: 4.52 }, tolerance)
 * // { distance: 0, invert: 0.02, within: true }
 */
export function compareAsBuilt(
  design: Design,
  survey: AsBuiltSurvey,
  tolerance: AsBuiltTolerance,
): AsBuiltDifference {
  const distance = round(distanceBetween(toPlane(design.position), toPlane(survey.position)))
  const invert = design.invertEnd === null ? null : round(survey.invert - design.invertEnd)
  const within = distance <= tolerance.position && (invert === null || Math.abs(invert) <= tolerance.invert)
  return { distance, invert, within }
}

/** To the millimetre, the finest a level is read. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000
}
