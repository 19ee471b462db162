import type { Plan, PlanRow } from '../../api/plans.ts'
import type { ProgrammeEvaluation } from '../evaluation.ts'

/** What a comparison reads of a compound in a plan. */
export type ComparedRow = Pick<
  PlanRow,
  'compoundId' | 'name' | 'subdistrictCode' | 'subdistrict' | 'rank' | 'selected' | 'households' | 'cost'
>

/** A plan or a what-if laid beside others. */
export interface ComparedPlan extends Pick<Plan, 'id' | 'name' | 'totals'> {
  readonly rows: readonly ComparedRow[]
}

/** One compound that at least one of the plans selects. */
export interface ComparedCompound {
  readonly compoundId: string
  readonly name: string
  readonly subdistrict: string
  /** One a plan: its row there; null where the plan does not know it. */
  readonly rows: readonly (ComparedRow | null)[]
  readonly selected: readonly boolean[]
  /** Selected by some and not by all. */
  readonly differs: boolean
}

/** What a 镇街 gets of each plan. */
export interface ComparedSubdistrict {
  readonly code: string
  readonly label: string
  readonly shares: readonly {
    readonly compounds: number
    readonly households: number
    readonly cost: number
  }[]
}

export interface PlanComparison {
  /** Those that differ first, each in the order of the first plan that ranks them. */
  readonly compounds: readonly ComparedCompound[]
  readonly subdistricts: readonly ComparedSubdistrict[]
}

/** What is tried and not saved, so that it can stand beside plans. O(n). */
export function comparedEvaluation(
  id: string,
  name: string,
  { ranking, totals }: ProgrammeEvaluation,
): ComparedPlan {
  return { id, name, totals, rows: ranking.map((one) => ({ ...one, households: one.count.households })) }
}

/** Lays two to four plans side by side, each with what it froze. O(plans × compounds). */
export function comparePlans(plans: readonly ComparedPlan[]): PlanComparison {
  const tables = plans.map(({ rows }) => new Map(rows.map((row) => [row.compoundId, row])))
  const seen = new Map<string, ComparedRow>()
  for (const { rows } of plans) {
    for (const row of rows) if (row.selected && !seen.has(row.compoundId)) seen.set(row.compoundId, row)
  }
  const compounds = [...seen.values()].map(({ compoundId, name, subdistrict }): ComparedCompound => {
    const rows = tables.map((table) => table.get(compoundId) ?? null)
    const selected = rows.map((row) => row?.selected === true)
    return { compoundId, name, subdistrict, rows, selected, differs: selected.includes(false) }
  })
  return {
    compounds: [
      ...compounds.filter(({ differs }) => differs),
      ...compounds.filter(({ differs }) => !differs),
    ],
    subdistricts: subdistrictsOf(plans),
  }
}

function subdistrictsOf(plans: readonly ComparedPlan[]): readonly ComparedSubdistrict[] {
  const labels = new Map<string, string>()
  for (const { rows } of plans) {
    for (const row of rows) if (row.selected) labels.set(row.subdistrictCode, row.subdistrict)
  }
  return [...labels]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, label]) => ({
      code,
      label,
      shares: plans.map(({ rows }) => {
        const own = rows.filter((row) => row.selected && row.subdistrictCode === code)
        return {
          compounds: own.length,
          households: own.reduce((sum, { households }) => sum + households, 0),
          cost: own.reduce((sum, { cost }) => sum + cost, 0),
        }
      }),
    }))
}
