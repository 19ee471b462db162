import type { PlanningAnswer } from '../../api/planning.ts'
import type { Plan, PlanRow } from '../../api/plans.ts'
import type { ScenarioRequest } from '../../api/programmes.ts'
import type { Source } from '../../compound/compound.ts'
import { selectProgramme } from '../evaluate.ts'
import type { SelectInput } from '../evaluation.ts'
import type { PreparedProgramme } from '../prepared.ts'
import { tieNoteOf } from '../programme-figures.ts'

/** What a plan freezes: prices, scores, verdicts and what came of them, with what they were computed from. */
export type PlanSnapshot = Pick<
  Plan,
  'input' | 'inputs' | 'scoringTable' | 'totals' | 'remaining' | 'demo' | 'rows'
>

/** Evaluates an input on the records as they are and freezes every compound of the register. O(n log n). */
export function planSnapshot(
  prepared: PreparedProgramme,
  inputs: PlanningAnswer['inputs'],
  tried: SelectInput & Pick<ScenarioRequest, 'budget' | 'policy'>,
  sourceOf: (compoundId: string) => Source,
): PlanSnapshot {
  const evaluation = selectProgramme(prepared, tried)
  const { exclude, ...rest } = tried
  const input = { ...rest, ...(exclude === undefined ? {} : { exclude: [...exclude] }) }
  const consents = new Map(prepared.compounds.map(({ id, consent }) => [id, consent]))
  const { id, title, status } = prepared.scoringTable
  const rows = evaluation.ranking.map((one): PlanRow => ({
    compoundId: one.compoundId,
    name: one.name,
    subdistrictCode: one.subdistrictCode,
    subdistrict: one.subdistrict,
    tier: one.tier,
    eligibility: one.eligibility,
    builtYear: one.builtYear,
    ...one.count,
    consent: consents.get(one.compoundId) ?? null,
    rank: one.rank,
    tied: one.tied,
    tieNote: tieNoteOf(one),
    score: one.score,
    cost: one.cost,
    costKind: one.costKind,
    cumulativeCost: one.cumulativeCost,
    selected: one.selected,
    gap: one.gap,
    reason: one.selectionReason,
    source: sourceOf(one.compoundId),
  }))
  return {
    input,
    inputs,
    scoringTable: { id, title, status },
    totals: evaluation.totals,
    remaining: evaluation.remaining,
    demo: rows.some(({ source }) => source === 'demo'),
    rows,
  }
}
