import type { ProgrammePolicy } from '../programme/programme.ts'
import type { CompoundScore } from '../programme/score.ts'
import type { Compound } from './compound.ts'
import { withFindings } from './findings.ts'
import { checkApplication, checkConsent, checkManagement, checkSheet } from './process-checks.ts'
import {
  checkDemolition,
  checkDistrict,
  checkHeritage,
  checkNeed,
  checkOwnership,
  checkScope,
  checkTier,
} from './scope-checks.ts'
import { checkTierGate, type TierGateFacts } from './tier-gate.ts'
import { tierOf } from './tier.ts'
import type { Check, Eligibility, Tier } from './verdict.ts'

/** What a judgement needs beside the compound: its scored sheet, and what only the programme knows (P11). */
export interface JudgeContext extends TierGateFacts {
  /** The sheet scored by the year's table; null where none is handed in. */
  readonly score: CompoundScore | null
}

/** Eligibility of one compound with everything that led to it. */
export interface EligibilityJudgement {
  readonly eligibility: Eligibility
  readonly tier: Tier
  /** The year the tier rests on; null while unknown. */
  readonly builtYear: number | null
  /** P0 to P11 in order. */
  readonly checks: readonly Check[]
  /** Chinese, failing first, then waiting ones, each with its clause; empty only when eligible. */
  readonly reasons: readonly string[]
}

/**
 * Judges one compound for one plan year by the predicates P0–P11 (DOMAIN §4.1), three-valued, all of them
 * always evaluated.
 *
 * Renovated in an earlier year → `renovated`; else any fail → `ineligible`; else any unknown → `unverified`;
 * else tier B → `conditional`, tier A → `eligible`. P11 belongs to the programme and not to the compound: it
 * bars nobody here, the selection keeps it. Findings of the on-site re-check are named with the check they speak
 * to; hand in the compound as found (`asFound`). `maintenanceOnly` is a track of its own (DOMAIN §2.2, notice
 * 三(三)): such a compound is shown by its checks like any other.
 */
export function judgeCompound(
  compound: Compound,
  policy: ProgrammePolicy,
  year: number,
  context: JudgeContext,
): EligibilityJudgement {
  const tier = tierOf(compound, policy.tierYears)
  const own = [
    checkDistrict(compound, policy),
    checkScope(compound, policy),
    checkTier(tier, policy),
    checkNeed(compound, policy, year),
    checkConsent(compound, policy),
    checkManagement(compound, policy),
    checkDemolition(compound, policy),
    checkApplication(compound, policy),
    checkSheet(compound, policy, context.score),
    checkOwnership(compound, policy),
    checkHeritage(compound, policy),
    checkTierGate(tier.tier, policy, context),
  ]
  const checks = withFindings(own, compound)
  const eligibility = eligibilityOf(checks, tier.tier)
  return {
    eligibility,
    tier: tier.tier,
    builtYear: tier.year,
    checks,
    reasons: reasonsOf(checks, eligibility),
  }
}

/** The checks of a judgement once the programme knows whether tier B may enter. */
export function checksWithTierGate(
  { checks, tier }: EligibilityJudgement,
  policy: ProgrammePolicy,
  facts: TierGateFacts,
): readonly Check[] {
  if (tier !== 'B') return checks
  const gate = checkTierGate('B', policy, facts)
  return checks.map((check) => (check.id === 'P11' ? gate : check))
}

/** A check's reason with its clause, as every list prints it. */
export function citedReason(check: Pick<Check, 'reason' | 'clause'>): string {
  return check.clause === '' ? check.reason : `${check.reason}〔${check.clause}〕`
}

function eligibilityOf(checks: readonly Check[], tier: Tier): Eligibility {
  const own = checks.filter((check) => check.id !== 'P11')
  if (own.some((check) => check.id === 'P3' && check.verdict === 'fail')) return 'renovated'
  if (own.some((check) => check.verdict === 'fail')) return 'ineligible'
  if (own.some((check) => check.verdict === 'unknown')) return 'unverified'
  return tier === 'B' ? 'conditional' : 'eligible'
}

function reasonsOf(checks: readonly Check[], eligibility: Eligibility): readonly string[] {
  const told = checks.filter((check) => check.id !== 'P11')
  const reasons = [
    ...told.filter((check) => check.verdict === 'fail').map(citedReason),
    ...told.filter((check) => check.verdict === 'unknown').map(citedReason),
  ]
  const gate = checks.find((check) => check.id === 'P11')
  if (eligibility === 'conditional' && gate !== undefined) reasons.push(citedReason(gate))
  return reasons
}
