import type { PlanState, PlanStep, PlanSummary } from '../../api/plans.ts'
import { WAYS_OUT } from '../ways-out.ts'
import { excludedWithoutReason } from './exclusion-reasons.ts'

/** A condition of a step that does not hold, with its clause and what to do. */
export interface UnmetGuard {
  readonly guard: string
  readonly clause: string
  /** Chinese. */
  readonly message: string
}

/** What a plan may become (DOMAIN §2.3): 编制中 → 公示 → 已批准 → 执行中 → 已办结; objections lead back to 编制中. */
export const NEXT_STATES: Readonly<Record<PlanState, readonly PlanState[]>> = {
  draft: ['publicised'],
  publicised: ['approved', 'draft'],
  approved: ['running'],
  running: ['closed'],
  closed: [],
}

export const PLAN_STATE_NAMES: Readonly<Record<PlanState, string>> = {
  draft: '编制中',
  publicised: '公示',
  approved: '已批准',
  running: '执行中',
  closed: '已办结',
}

const SELECTION_CLAUSE = '海政办通〔2023〕42号 三(三)'
const PUBLICITY_CLAUSE = '海政办通〔2023〕42号 四(一)'
const APPROVAL_CLAUSE = '海政办通〔2023〕42号 文头'

/**
 * Every guard that keeps a plan from a step, empty when it may go. `others` are the other plans of the year: only one
 * of them can be in force, revisions of one series aside.
 */
export function unmetGuards(
  plan: PlanSummary,
  step: PlanStep,
  others: readonly PlanSummary[],
): readonly UnmetGuard[] {
  if (!NEXT_STATES[plan.state].includes(step.to)) {
    const next = NEXT_STATES[plan.state].map((state) => `「${PLAN_STATE_NAMES[state]}」`).join('或')
    return [
      {
        guard: 'ORDER',
        clause: '',
        message: `方案现为「${PLAN_STATE_NAMES[plan.state]}」,不能转为「${PLAN_STATE_NAMES[step.to]}」;${next === '' ? '已办结的方案不再变动,请另存新版本' : `下一步为${next}`}`,
      },
    ]
  }
  switch (step.to) {
    case 'publicised':
      return [...legalOrder(plan), ...publicityGuards(step)]
    case 'approved':
      return [...approvalGuards(plan, step), ...inForce(plan, others)]
    case 'draft':
      return step.reason === undefined || step.reason === ''
        ? [{ guard: 'REASON', clause: PUBLICITY_CLAUSE, message: '撤回公示须说明理由(例如公示期收到的意见)' }]
        : []
    case 'running':
    case 'closed':
      return []
  }
}

/** Only what the notice's own order gives can be published. */
function legalOrder(plan: PlanSummary): readonly UnmetGuard[] {
  const { input, totals, wayOut } = plan
  const unmet: UnmetGuard[] = []
  const add = (guard: string, message: string): void => {
    unmet.push({ guard, clause: SELECTION_CLAUSE, message })
  }
  if (totals.compounds === 0) add('SELECTED', '方案中没有入选小区,不能公示')
  if (input.policy === 'optimise') add('LEGAL_ORDER', '优化试算仅供参考,不是法定结果;请改用严格顺序后另存')
  if (input.policy === 'fill' && wayOut?.way !== 'skip') {
    const skip = WAYS_OUT.find(({ id }) => id === 'skip')?.label ?? ''
    add('FILL_DECISION', `顺延递补须先记录「${skip}」及其依据`)
  }
  const silent = excludedWithoutReason(plan).length
  if (silent > 0) {
    add(
      'EXCLUSION_REASON',
      `剔除的 ${input.exclude?.length ?? 0} 个小区中有 ${silent} 个没有说明理由;请点“编辑”逐一填写剔除理由后再公示`,
    )
  }
  if (Object.keys(input.weights ?? {}).length > 0) {
    add('SHEET_WEIGHTS', '方案改动了评分权重;请发布新的评分表版本后按其重新试算')
  }
  if (input.tierBGate !== undefined) add('TIER_GATE', '方案假定了 B 类门槛;请由区住建局认定后按规则重新试算')
  return unmet
}

function publicityGuards({ publicity }: PlanStep): readonly UnmetGuard[] {
  if (publicity === undefined) {
    return [{ guard: 'PUBLICITY_DATES', clause: PUBLICITY_CLAUSE, message: '须填写公示起止日期' }]
  }
  return publicity.to < publicity.from
    ? [{ guard: 'PUBLICITY_DATES', clause: PUBLICITY_CLAUSE, message: '公示结束日期不能早于开始日期' }]
    : []
}

function approvalGuards({ publicity }: PlanSummary, { approval }: PlanStep): readonly UnmetGuard[] {
  const unmet: UnmetGuard[] = []
  if (approval === undefined || approval.meeting === '') {
    unmet.push({
      guard: 'APPROVAL_MEETING',
      clause: APPROVAL_CLAUSE,
      message: '须填写审议会议及日期,例如区政府第五十五次常务会议',
    })
  }
  if (approval !== undefined && publicity !== null && approval.on < publicity.to) {
    unmet.push({
      guard: 'PUBLICITY_OVER',
      clause: PUBLICITY_CLAUSE,
      message: `公示至 ${publicity.to} 结束,批准日期 ${approval.on} 不能早于此`,
    })
  }
  return unmet
}

/** A second plan for the year is a new version of the first, with its reason. */
function inForce(plan: PlanSummary, others: readonly PlanSummary[]): readonly UnmetGuard[] {
  const standing = others.find(
    ({ id, series, state }) =>
      id !== plan.id && series !== plan.series && (state === 'approved' || state === 'running'),
  )
  if (standing === undefined) return []
  return [
    {
      guard: 'ONE_IN_FORCE',
      clause: APPROVAL_CLAUSE,
      message: `${plan.year} 年度已有${PLAN_STATE_NAMES[standing.state]}的方案「${standing.name}」;变更请在该方案上另存新版本并说明理由`,
    },
  ]
}
