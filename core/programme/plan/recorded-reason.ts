import type { Plan, PlanRow } from '../../api/plans.ts'
import { WAYS_OUT } from '../ways-out.ts'

/**
 * Chinese: why a compound is in or out, with what people have recorded on it beside the rules' own reason: why it was
 * left out of the plan, and which way out was chosen for it.
 */
export function recordedReason(
  { exclusionReasons, wayOut }: Pick<Plan, 'exclusionReasons' | 'wayOut'>,
  { compoundId, reason }: Pick<PlanRow, 'compoundId' | 'reason'>,
): string {
  const excluded = exclusionReasons?.[compoundId]
  const way = wayOut?.compoundId === compoundId ? wayOut : null
  const label = WAYS_OUT.find(({ id }) => id === way?.way)?.label
  return [
    reason,
    ...(excluded === undefined ? [] : [`剔除理由:${excluded}`]),
    ...(way === null || label === undefined
      ? []
      : [`已记录处理方式:${label}${way.note === '' ? '' : `(${way.note})`}`]),
  ].join(';')
}
