import type { ProgrammePolicy } from '../programme/programme.ts'
import { REGISTER_METRICS, type CompoundScore } from '../programme/score.ts'
import type { Compound, ManagementMode } from './compound.ts'
import { consentReached, householdsMissing, householdsNeeded, percentText } from './consent.ts'
import { check } from './scope-checks.ts'
import { countCompound } from './totals.ts'
import type { Check } from './verdict.ts'

/**
 * P4: enough households agree (K1). The denominator is every household of the compound. Where the survey and
 * the register count differently, the check passes or fails only if it does so by both counts.
 */
export function checkConsent(compound: Compound, policy: ProgrammePolicy): Check {
  const { consent } = compound
  const threshold = policy.consentThreshold
  if (consent === null || consent.total <= 0) return check(policy, 'P4', 'unknown', '改造意愿征询结果待补')
  const { agree, total } = consent
  if (agree < 0 || agree > total) {
    return check(policy, 'P4', 'unknown', `同意户数${agree}与总户数${total}不符,待核实`, { agree, total })
  }
  const needed = householdsNeeded(total, threshold)
  const missing = householdsMissing(agree, total, threshold)
  const required = percentText(threshold.numerator, threshold.denominator)
  const numbers = { agree, total, needed, missing, percent: percentText(agree, total) }
  const share = `同意${agree}户/${total}户=${numbers.percent}`
  const reached = consentReached(agree, total, threshold)
  const registered = countCompound(compound).households
  if (registered > 0 && registered !== total && consentReached(agree, registered, threshold) !== reached) {
    const reason = `${share},但登记户数为${registered}户,户数核对后方可认定是否达到${required}`
    return check(policy, 'P4', 'unknown', reason, { ...numbers, registered })
  }
  return reached
    ? check(policy, 'P4', 'pass', `${share},达到${required}(${needed}户)`, numbers)
    : check(
        policy,
        'P4',
        'fail',
        `${share},需达到${required}(${needed}户),还差${missing}户`,
        numbers,
        missing,
      )
}

/** P5: mode of management chosen, fee agreed, both confirmed in writing or online. */
export function checkManagement(compound: Compound, policy: ProgrammePolicy): Check {
  const { management } = compound
  if (management === null) return check(policy, 'P5', 'unknown', '物业管理共识情况待补')
  const refused: string[] = []
  const open: string[] = []
  const sort = (fact: boolean | null, what: string): void => {
    if (fact === null) open.push(what)
    else if (!fact) refused.push(what)
  }
  sort(management.mode === null ? null : true, '物业管理模式')
  sort(management.feeAgreed, '缴费共识')
  sort(management.confirmed, '书面(线上)确认')
  if (refused.length > 0) {
    const reason = `物业管理模式、缴费共识未书面(线上)确认(缺:${[...refused, ...open].join('、')})`
    return check(policy, 'P5', 'fail', reason)
  }
  if (open.length > 0) return check(policy, 'P5', 'unknown', `物业管理共识待补:${open.join('、')}`)
  const mode = management.mode === null ? '' : MODE_TEXT[management.mode]
  return check(policy, 'P5', 'pass', `已书面(线上)确认${mode}及物业服务费`, { mode })
}

/** P7: applied for by the residents' representative or the owners' committee, to the community. */
export function checkApplication(compound: Compound, policy: ProgrammePolicy): Check {
  const { application } = compound
  if (application === null) return check(policy, 'P7', 'unknown', '是否已提交改造申请待核实')
  if (application === false || application.applicant === 'other') {
    return check(policy, 'P7', 'fail', '未由居民代表/业委会提交申请')
  }
  const applicant = application.applicant === 'owners_committee' ? '业主委员会' : '居民代表'
  return check(policy, 'P7', 'pass', `${applicant}已于${application.filedOn}向社区申请`, {
    applicant,
    filedOn: application.filedOn,
  })
}

/** P8: every criterion filled, evidence attached, submitted by the 镇街. What is missing is never scored as 0. */
export function checkSheet(compound: Compound, policy: ProgrammePolicy, score: CompoundScore | null): Check {
  const sheet = compound.scoreSheet
  if (sheet === null || score === null) return check(policy, 'P8', 'unknown', '评分表未填报,待补佐证')
  const missing: string[] = []
  for (const criterion of score.criteria) {
    // A missing year or consent count is P2's and P4's to name.
    if (!REGISTER_METRICS.has(criterion.metric)) missing.push(...criterion.missing)
  }
  if (sheet.evidenceComplete !== true) missing.push('佐证资料')
  if (sheet.submittedOn === null) missing.push('镇街上报')
  if (missing.length > 0) {
    const reason = `评分表或佐证资料不全,待补佐证:${missing.join('、')}`
    return check(policy, 'P8', 'unknown', reason, { items: missing.length }, missing.length)
  }
  return check(policy, 'P8', 'pass', `评分表及佐证资料齐全,镇街已于${sheet.submittedOn}上报`, {
    submittedOn: sheet.submittedOn ?? '',
  })
}

const MODE_TEXT: Readonly<Record<ManagementMode, string>> = {
  property_company: '聘用专业物业服务企业',
  self_management: '业主自治',
  community_trust: '社区托管',
}
