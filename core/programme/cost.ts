import type { Compound, CostEstimate } from '../compound/compound.ts'
import { countCompound } from '../compound/totals.ts'
import type { ProgrammePolicy } from './programme.ts'

/** What a compound's renovation costs, in integer 元, and how well that is known. */
export interface CompoundCost {
  readonly amount: number
  /** `baseline`: floor area × the price of the policy, no estimate at hand. */
  readonly kind: CostEstimate['kind'] | 'baseline'
  /** ISO date; null for the baseline */
  readonly on: string | null
}

/** 估算 < 概算 < 评审 < 中标 < 结算 (DOMAIN §5.4): the later step always replaces the earlier. */
const KIND_ORDER: readonly CostEstimate['kind'][] = [
  'estimate',
  'preliminary',
  'reviewed',
  'tender',
  'settled',
]

/**
 * The cost the budget is checked against: the estimate of the latest kind, of the latest date within a kind;
 * without any, floor area (m²) × `baselineCostPerSquareMetre`, rounded to whole 元.
 */
export function costOf(
  compound: Pick<Compound, 'estimates' | 'buildings' | 'declared'>,
  policy: Pick<ProgrammePolicy, 'baselineCostPerSquareMetre'>,
): CompoundCost {
  let newest: CostEstimate | undefined
  for (const estimate of compound.estimates) {
    if (newest === undefined || isNewer(estimate, newest)) newest = estimate
  }
  if (newest !== undefined) return { amount: newest.amount, kind: newest.kind, on: newest.on }
  const { floorArea } = countCompound(compound)
  return {
    amount: Math.round(floorArea * policy.baselineCostPerSquareMetre.value),
    kind: 'baseline',
    on: null,
  }
}

function isNewer(candidate: CostEstimate, than: CostEstimate): boolean {
  const step = KIND_ORDER.indexOf(candidate.kind) - KIND_ORDER.indexOf(than.kind)
  return step === 0 ? candidate.on > than.on : step > 0
}
