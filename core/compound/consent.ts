/** A share that must be reached, as integers: 80 % is `{ numerator: 80, denominator: 100 }`. */
export interface Threshold {
  readonly numerator: number
  readonly denominator: number
}

/**
 * The least number of households that reaches the threshold (K1; "以上" includes the number itself,
 * Civil Code art. 1259). `householdsNeeded(5973, 80/100)` is 4779. Integers only: 0.8 * 5973 is no integer
 * in IEEE arithmetic.
 */
export function householdsNeeded(total: number, threshold: Threshold): number {
  return Math.floor((total * threshold.numerator + threshold.denominator - 1) / threshold.denominator)
}

/** Do `agree` of `total` households reach the threshold? A compound without households reaches nothing. */
export function consentReached(agree: number, total: number, threshold: Threshold): boolean {
  return total > 0 && agree * threshold.denominator >= total * threshold.numerator
}

/** How many more households have to agree; 0 when the threshold is reached. */
export function householdsMissing(agree: number, total: number, threshold: Threshold): number {
  return Math.max(0, householdsNeeded(total, threshold) - agree)
}

/**
 * A share as text with one decimal, cut and never rounded up, so that 4778 of 5973 reads 79.9 % and not the
 * 80.0 % it does not reach.
 */
export function percentText(part: number, whole: number): string {
  const tenths = Math.floor((part * 1000) / whole)
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${Math.floor(tenths / 10)}.${tenths % 10}%`
}
