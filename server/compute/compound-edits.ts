import type { CompoundBatchAnswer, CompoundBatchRow, WireStanding } from '#core/api/compound-edits.ts'
import type { Role } from '#core/access/roles.ts'
import type { BuildingChange } from '#core/compound/building-edit.ts'
import type { Building } from '#core/compound/compound.ts'
import { correctFacts, type FactContext, type FactFault } from '#core/compound/fact-faults.ts'
import { factChanges, factsOf, withFacts, type FactChange } from '#core/compound/facts.ts'
import { selectProgramme } from '#core/programme/evaluate.ts'
import type { CompoundJudgement, ProgrammeEvaluation } from '#core/programme/evaluation.ts'
import { prepareProgramme } from '#core/programme/prepare.ts'
import type { StoredCompound } from '../store/compounds.ts'
import type { YearEvaluation } from './evaluations.ts'

/** Corrections of one compound, made from a version of it. */
export interface CompoundEdit {
  readonly id: string
  readonly version: number
  readonly set: Readonly<Record<string, unknown>>
}

/** An edit beside the record it is made on. */
export interface PlannedEdit {
  readonly current: StoredCompound
  /** The record as it would be; the same one where there are faults. */
  readonly next: StoredCompound
  /** Its buildings as they would be; absent where they stay. */
  readonly buildings?: readonly Building[]
  readonly changes: readonly (FactChange | BuildingChange)[]
  readonly faults: readonly FactFault[]
  readonly stale: boolean
}

/** What corrections by this person are measured against today. `subdistricts`: names by code. */
export function factContext(
  role: Role,
  planYear: number,
  subdistricts: ReadonlyMap<string, string>,
  now: Date = new Date(),
): FactContext & { readonly names: ReadonlyMap<string, string> } {
  // The office's own calendar, wherever the server stands.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now)
  return { role, planYear, today, subdistricts: new Set(subdistricts.keys()), names: subdistricts }
}

/** What an edit would make of a record. */
export function planEdit(
  current: StoredCompound,
  edit: CompoundEdit,
  context: ReturnType<typeof factContext>,
): PlannedEdit {
  const stale = current.version !== edit.version
  const before = factsOf(current)
  const corrected = correctFacts(before, edit.set, context)
  if (!corrected.ok) return { current, next: current, changes: [], faults: corrected.faults, stale }
  const { facts } = corrected
  const place =
    facts.subdistrictCode === before.subdistrictCode
      ? current.subdistrict
      : (context.names.get(facts.subdistrictCode) ?? current.subdistrict)
  return {
    current,
    next: withFacts(current, facts, place),
    changes: factChanges(before, facts),
    faults: [],
    stale,
  }
}

/** What the edits would change in the programme: judged, ranked and selected by the very functions of the plan. */
export function previewEdits(known: YearEvaluation, planned: readonly PlannedEdit[]): CompoundBatchAnswer {
  const after = evaluateWith(known, planned)
  const edited = new Set(planned.map(({ current }) => current.id))
  return {
    applied: false,
    rows: planned.map((edit) => rowOf(edit, known.evaluation, after)),
    others: [...after.judgements.values()].flatMap((judgement) => {
      const before = known.evaluation.judgements.get(judgement.compoundId)
      if (before === undefined || edited.has(judgement.compoundId)) return []
      if (before.selected === judgement.selected) return []
      return [
        {
          id: judgement.compoundId,
          name: judgement.name,
          before: standingOf(before),
          after: standingOf(judgement),
        },
      ]
    }),
    totals: { before: totalsOf(known.evaluation), after: totalsOf(after) },
  }
}

/** Only what is edited is judged anew; the selection goes over everything. */
function evaluateWith(known: YearEvaluation, planned: readonly PlannedEdit[]): ProgrammeEvaluation {
  const buildings = new Map(known.compounds.map((compound) => [compound.id, compound.buildings]))
  const compounds = planned
    .filter(({ faults }) => faults.length === 0)
    .map(({ next, buildings: edited }) => ({
      ...next,
      buildings: edited ?? buildings.get(next.id) ?? next.buildings,
    }))
  const { programme, scoringTable } = known
  const fresh = prepareProgramme({ programme, scoringTable, compounds })
  const byId = new Map(fresh.compounds.map((compound) => [compound.id, compound]))
  return selectProgramme({
    ...known.prepared,
    compounds: known.prepared.compounds.map((compound) => byId.get(compound.id) ?? compound),
  })
}

function rowOf(
  { current, next, changes, faults, stale }: PlannedEdit,
  before: ProgrammeEvaluation,
  after: ProgrammeEvaluation,
): CompoundBatchRow {
  const was = before.judgements.get(current.id)
  const is = after.judgements.get(current.id)
  return {
    id: current.id,
    name: next.name,
    version: current.version,
    stale,
    changes: changes.map((change) => ({ ...change })),
    faults: faults.map(({ field, value, expected }) => ({ field, value, message: expected })),
    before: standingOf(was),
    after: faults.length > 0 || is === undefined ? null : standingOf(is),
  }
}

function standingOf(judgement: CompoundJudgement | undefined): WireStanding {
  return {
    eligibility: judgement?.eligibility ?? 'unverified',
    score: judgement?.score ?? null,
    rank: judgement?.rank ?? null,
    selected: judgement?.selected ?? false,
    cost: judgement?.cost ?? 0,
  }
}

function totalsOf({ totals, remaining }: ProgrammeEvaluation): CompoundBatchAnswer['totals']['before'] {
  return { compounds: totals.compounds, households: totals.households, cost: totals.cost, remaining }
}
