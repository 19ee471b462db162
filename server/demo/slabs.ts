import type { Random } from './random.ts'

/** A slab building before it has a place: its floor area decides its length. */
export interface Slab {
  /** m² over all floors. */
  readonly floorArea: number
  readonly households: number
  readonly floors: number
  readonly units: number
  /** m along the row. */
  readonly length: number
  /** m */
  readonly depth: number
}

/** Length of a stairwell unit, m. */
const UNIT_LENGTH = 15.5

/** Shapes buildings of given floor areas and households; floors and depth follow the compound's time. */
export function shapeSlabs(
  random: Random,
  areas: readonly number[],
  households: readonly number[],
  builtYear: number,
): Slab[] {
  const usual = builtYear < 1983 ? 4 : builtYear < 1990 ? 5 : builtYear < 2004 ? 6 : 7
  const depth = Math.round(random.between(11.2, 13.4) * 10) / 10
  return areas.map((floorArea, index) => {
    const floors = floorsFor(floorArea, depth, random.chance(0.16) ? usual - 1 : usual)
    const length = floorArea / (floors * depth)
    return {
      floorArea,
      households: households[index] ?? 0,
      floors,
      units: Math.max(1, Math.round(length / UNIT_LENGTH)),
      length,
      depth,
    }
  })
}

/** More floors where a slab would be longer than a row takes. */
function floorsFor(floorArea: number, depth: number, usual: number): number {
  let floors = usual
  while (floorArea / (floors * depth) > 66) floors++
  return floors
}

/**
 * Splits a whole into integer parts by weights, so that they add up exactly (largest remainder).
 * The parts come in the order of the weights.
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const exact = weights.map((weight) => (whole * weight) / sum)
  const parts = exact.map(Math.floor)
  let left = whole - parts.reduce((total, part) => total + part, 0)
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of order) {
    if (left === 0) break
    parts[index] = (parts[index] ?? 0) + 1
    left--
  }
  return parts
}
