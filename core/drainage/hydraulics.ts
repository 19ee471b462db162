/** H2 as a number: v ≥ 0.75 m/s to two decimals, so that DN300 at 0.003 (0.749 m/s) stands (SPEC 1.3). */
export const LEAST_VELOCITY = 0.745

/** H3: 宜 at most 5 m/s in non-metal pipes (GB 50014-2021 5.2.5). */
export const GREATEST_VELOCITY = 5

/** Least slope of DN300 in other than plastic (GB 50014-2021 5.2.10). */
const LEAST_SLOPE_DN300 = 0.003

/** Slopes are searched in steps of this many m/m. */
export const SLOPE_STEP = 0.0001

/**
 * Velocity of a circular pipe flowing full, m/s: v = (1/n)·(D/4)^(2/3)·I^(1/2) (GB 50014-2021 5.2.2).
 *
 * @param dn inner diameter, mm
 * @param slope m/m, 0 or more
 * @param n Manning's roughness
 */
export function fullVelocity(dn: number, slope: number, n: number): number {
  return (Math.cbrt(dn / 4000) ** 2 * Math.sqrt(slope)) / n
}

/** Flow of a circular pipe flowing full, L/s. */
export function fullFlow(dn: number, slope: number, n: number): number {
  return fullArea(dn) * fullVelocity(dn, slope, n) * 1000
}

/** Friction slope of a full pipe that carries `flow` L/s, m/m: (Qn/(A·R^(2/3)))². */
export function frictionSlope(dn: number, flow: number, n: number): number {
  return ((flow / 1000) * fullResistance(dn, n)) ** 2
}

/** Root of the friction slope at which a full pipe carries 1 m³/s: n/(A·R^(2/3)). */
export function fullResistance(dn: number, n: number): number {
  return n / (fullArea(dn) * Math.cbrt(dn / 4000) ** 2)
}

/** Steps of {@link SLOPE_STEP} in the least slope a new pipe may have (H2 with H4). */
export function leastSlopeSteps(dn: number, n: number): number {
  const byVelocity = (LEAST_VELOCITY * n) / Math.cbrt(dn / 4000) ** 2
  const steps = ceilSteps(byVelocity * byVelocity)
  return dn <= 300 ? Math.max(steps, ceilSteps(LEAST_SLOPE_DN300)) : steps
}

/** The slope in whole steps, rounded up; forgiving the last digits of a division. */
export function ceilSteps(slope: number): number {
  return Math.ceil(slope / SLOPE_STEP - 1e-7)
}

/** The slope in whole steps, rounded down; forgiving the last digits of a division. */
export function floorSteps(slope: number): number {
  return Math.floor(slope / SLOPE_STEP + 1e-7)
}

function fullArea(dn: number): number {
  return (Math.PI * (dn / 1000) ** 2) / 4
}
