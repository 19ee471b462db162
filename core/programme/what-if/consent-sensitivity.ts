import { householdsMissing, householdsNeeded } from '../../compound/consent.ts'
import type { PreparedProgramme } from '../prepared.ts'

/** A compound close to the consent threshold. */
export interface ConsentMargin {
  readonly compoundId: string
  readonly agree: number
  readonly total: number
  readonly needed: number
  /** Doors missing; 0 when reached. */
  readonly missing: number
  /** Households that could still change their minds before the threshold is missed. */
  readonly spare: number
  /** Every other check passes: consent alone decides. */
  readonly decisive: boolean
}

/**
 * Compounds whose share of consent lies within ±`points` percentage points of the threshold, both ends included
 * (DOMAIN §4.4), compared as integers. Those that lack the fewest doors first, then those with least to spare.
 */
export function consentMargins(prepared: PreparedProgramme, points = 5): readonly ConsentMargin[] {
  const threshold = prepared.programme.policy.consentThreshold
  const margins: ConsentMargin[] = []
  for (const { id, consent, consentDecides } of prepared.compounds) {
    if (consent === null || consent.total <= 0 || consent.agree > consent.total) continue
    const { agree, total } = consent
    const distance = Math.abs(agree * threshold.denominator - total * threshold.numerator)
    if (distance * 100 > points * total * threshold.denominator) continue
    const needed = householdsNeeded(total, threshold)
    margins.push({
      compoundId: id,
      agree,
      total,
      needed,
      missing: householdsMissing(agree, total, threshold),
      spare: Math.max(0, agree - needed),
      decisive: consentDecides,
    })
  }
  return margins.sort(
    (a, b) => Number(a.missing === 0) - Number(b.missing === 0) || a.missing - b.missing || a.spare - b.spare,
  )
}
