import type { BuildingPatchAnswer, BuildingSums } from '#core/api/building-edits.ts'
import {
  buildingChanges,
  editBuildings,
  type BuildingEdit,
  type BuildingFault,
} from '#core/compound/building-edit.ts'
import type { Building, Compound } from '#core/compound/compound.ts'
import { asFound } from '#core/compound/findings.ts'
import { checkTier } from '#core/compound/scope-checks.ts'
import { tierOf } from '#core/compound/tier.ts'
import { countCompound } from '#core/compound/totals.ts'
import type { ProgrammePolicy } from '#core/programme/programme.ts'
import type { StoredCompound } from '../store/compounds.ts'
import { previewEdits, type PlannedEdit } from './compound-edits.ts'
import type { YearEvaluation } from './evaluations.ts'

/** Corrections of buildings beside the compound they are made on. */
export interface PlannedBuildings {
  readonly current: StoredCompound
  /** As they would be; the same ones where there are faults. */
  readonly buildings: readonly Building[]
  readonly faults: readonly BuildingFault[]
}

/** What corrections would make of a compound's buildings. */
export function planBuildings(
  current: StoredCompound,
  edit: BuildingEdit,
  planYear: number,
): PlannedBuildings {
  const newId = idsBehind(current)
  const edited = editBuildings(current.id, current.buildings, edit, { planYear, newId })
  return edited.ok
    ? { current, buildings: edited.buildings, faults: [] }
    : { current, buildings: current.buildings, faults: edited.faults }
}

/** Totals, tier, verdict and plan before and after. */
export function previewBuildings(
  known: YearEvaluation,
  { current, buildings, faults }: PlannedBuildings,
): Omit<BuildingPatchAnswer, 'compound'> {
  const edit: PlannedEdit = {
    current,
    next: { ...current, buildings },
    buildings,
    changes: buildingChanges(current.buildings, buildings),
    faults: faults.map(({ id, field, value, expected }) => ({ field: `${id}.${field}`, value, expected })),
    stale: false,
  }
  const { policy } = known.programme
  return {
    before: current.buildings.map(toWire),
    after: buildings.map(toWire),
    faults: faults.map(({ expected, ...fault }) => ({ ...fault, message: expected })),
    sums: {
      before: sumsOf(current, policy),
      after: faults.length > 0 ? null : sumsOf({ ...current, buildings }, policy),
    },
    effect: previewEdits(known, [edit]),
  }
}

function sumsOf(recorded: Compound, policy: ProgrammePolicy): BuildingSums {
  const compound = asFound(recorded)
  const judged = tierOf(compound, policy.tierYears)
  const { verdict, reason, clause } = checkTier(judged, policy)
  return { count: { ...countCompound(compound) }, tier: judged.tier, check: { verdict, reason, clause } }
}

function toWire({ compoundId: _compoundId, ...building }: Building) {
  return building
}

/** Free numbers behind the ones there are: "c12-b7". */
function idsBehind({ id, buildings }: StoredCompound): (nth: number) => string {
  const taken = new Set(buildings.map((building) => building.id))
  const free: string[] = []
  let number = buildings.length
  return (nth) => {
    while (free.length <= nth) {
      number += 1
      if (!taken.has(`${id}-b${number}`)) free.push(`${id}-b${number}`)
    }
    return free[nth] ?? ''
  }
}
