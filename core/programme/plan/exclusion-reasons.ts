import type { PlanSummary } from '../../api/plans.ts'

/** Why each compound of a what-if was left out, by its id. */
export type ExclusionReasons = Readonly<Record<string, string>>

/** Reasons of those that are left out, and of nobody else; a blank one is none. O(n). */
export function exclusionReasons(
  exclude: readonly string[] = [],
  reasons: ExclusionReasons = {},
): Record<string, string> {
  const given = new Map(Object.entries(reasons))
  return Object.fromEntries(
    exclude.flatMap((id) => {
      const reason = given.get(id)?.trim() ?? ''
      return reason === '' ? [] : [[id, reason]]
    }),
  )
}

/** Ids that a plan leaves out without saying why. */
export function excludedWithoutReason({
  input,
  exclusionReasons: given,
}: Pick<PlanSummary, 'input' | 'exclusionReasons'>): readonly string[] {
  const known = new Set(Object.keys(exclusionReasons(input.exclude, given)))
  return (input.exclude ?? []).filter((id) => !known.has(id))
}
