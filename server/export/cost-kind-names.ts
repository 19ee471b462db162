import type { PlanRow } from '#core/api/plans.ts'

/** How well a cost is known, as tables that are handed in word it (DOMAIN §5.4). */
export const COST_KIND_NAMES: Readonly<Record<PlanRow['costKind'], string>> = {
  baseline: '按面积测算',
  estimate: '估算',
  preliminary: '概算',
  reviewed: '评审',
  tender: '中标',
  settled: '结算',
}
