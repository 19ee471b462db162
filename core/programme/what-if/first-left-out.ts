import type { ProgrammeEvaluation } from '../evaluation.ts'

/** The first ranked compound that is not selected. */
export interface LeftOut {
  readonly compoundId: string
  readonly name: string
  readonly rank: number
  /** integer 元 */
  readonly cost: number
  /** integer 元 missing; null where something else than money keeps it out */
  readonly gap: number | null
  readonly reason: string
}

/** Who is first out and why; null when everybody ranked is in. O(n). */
export function firstLeftOut({ ranking }: ProgrammeEvaluation): LeftOut | null {
  for (const { compoundId, name, rank, cost, gap, selected, selectionReason } of ranking) {
    if (rank === null) return null
    if (!selected) return { compoundId, name, rank, cost, gap, reason: selectionReason }
  }
  return null
}
