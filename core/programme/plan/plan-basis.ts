import type { PlanSummary } from '../../api/plans.ts'
import { wanText } from '../money.ts'
import { PLAN_STATE_NAMES } from './plan-state.ts'

const POLICY_NAMES: Readonly<Record<PlanSummary['input']['policy'], string>> = {
  strict: '严格顺序',
  fill: '顺延递补',
  optimise: '优化试算(仅供参考,不是法定结果)',
}

/** What a printed table rests on, in one Chinese line: plan, budget, rule, sheet, state, meeting. */
export function planBasis(plan: PlanSummary): string {
  const { approval, input, publicity, scoringTable } = plan
  return [
    `方案:${plan.name}(第 ${plan.revision} 版)`,
    `预算 ${wanText(input.budget)} 万元`,
    `规则:${POLICY_NAMES[input.policy]}`,
    `评分表:${scoringTable.title}`,
    ...(input.exclude === undefined ? [] : [`剔除 ${input.exclude.length} 个小区`]),
    ...(input.weights === undefined ? [] : [`试算权重 ${Object.keys(input.weights).length} 项`]),
    `状态:${PLAN_STATE_NAMES[plan.state]}`,
    ...(publicity === null ? [] : [`公示 ${publicity.from} 至 ${publicity.to}`]),
    ...(approval === null
      ? []
      : [
          `${approval.meeting} ${approval.on}${approval.documentNumber === null ? '' : ` ${approval.documentNumber}`}`,
        ]),
  ].join(' · ')
}
