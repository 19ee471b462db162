import type { ProgrammePolicy } from '../programme/programme.ts'
import { consentReached, householdsMissing, householdsNeeded } from './consent.ts'
import type { Verdict } from './verdict.ts'

/** K1 inclusion, K2 breadth of consultation, K3 vote on the scheme, K4 satisfaction (DOMAIN §2.4). */
export type GateId = 'K1' | 'K2' | 'K3' | 'K4'

/** The four counts; null = not asked yet. */
export interface GateCounts {
  /** Every household of the compound. */
  readonly households: number
  readonly agree: number | null
  readonly consulted: number | null
  readonly schemeAgree: number | null
  readonly satisfaction: { readonly valid: number; readonly satisfied: number } | null
}

/** One of the four gates, as integers. */
export interface Gate {
  readonly id: GateId
  readonly verdict: Verdict
  readonly part: number | null
  readonly whole: number | null
  readonly needed: number | null
  readonly missing: number | null
  readonly clause: string
  /** Asked for by the province and not by the notice (省级要求). */
  readonly provincial: boolean
}

/**
 * The four 80 % gates. K1–K3 count over all households, answered or not; K4 over the valid answers. Where a
 * programme's file says nothing of the provincial gates, they are not told of.
 */
export function consentGates(counts: GateCounts, policy: ProgrammePolicy): readonly Gate[] {
  const { households, agree, consulted, schemeAgree, satisfaction } = counts
  const { provincial } = policy
  return [
    gate('K1', agree, households, policy.consentThreshold, false),
    ...(provincial === undefined
      ? []
      : [
          gate('K2', consulted, households, provincial.consultation, true),
          gate('K3', schemeAgree, households, provincial.schemeVote, true),
        ]),
    gate(
      'K4',
      satisfaction?.satisfied ?? null,
      satisfaction?.valid ?? null,
      policy.satisfactionThreshold,
      false,
    ),
  ]
}

function gate(
  id: GateId,
  part: number | null,
  whole: number | null,
  threshold: ProgrammePolicy['consentThreshold'],
  provincial: boolean,
): Gate {
  const { clause } = threshold
  if (part === null || whole === null || whole <= 0)
    return { id, verdict: 'unknown', part, whole, needed: null, missing: null, clause, provincial }
  return {
    id,
    verdict: consentReached(part, whole, threshold) ? 'pass' : 'fail',
    part,
    whole,
    needed: householdsNeeded(whole, threshold),
    missing: householdsMissing(part, whole, threshold),
    clause,
    provincial,
  }
}
