import type { CompoundFeature } from '#core/api/compounds.ts'
import type { PlanRow } from '#core/api/plans.ts'
import type { CompoundJudgement, ProgrammeEvaluation } from '#core/programme/evaluation.ts'
import { tieNoteOf } from '#core/programme/programme-figures.ts'

/**
 * The register as a what-if has it. Who does not change stays the very same object, so that nothing that hangs on
 * it is made anew. O(n).
 */
export function triedFeatures(
  register: readonly CompoundFeature[],
  evaluation: ProgrammeEvaluation | null,
): readonly CompoundFeature[] {
  if (evaluation === null) return register
  return register.map((feature) => {
    const judgement = evaluation.judgements.get(feature.id)
    return judgement === undefined || isSame(feature, judgement) ? feature : tried(feature, judgement)
  })
}

function isSame({ properties }: CompoundFeature, judgement: CompoundJudgement): boolean {
  return (
    properties.selected === judgement.selected &&
    properties.rank === judgement.rank &&
    properties.tied === judgement.tied &&
    properties.tieNote === tieNoteOf(judgement) &&
    properties.score === judgement.score &&
    properties.reasons[0] === judgement.reasons[0]
  )
}

/** Any record of a compound with the place and the fate that an evaluation gives it. */
export function tried<Feature extends CompoundFeature>(
  feature: Feature,
  judgement: CompoundJudgement,
): Feature {
  const { selected, rank, tied, score, reasons } = judgement
  const moved = { selected, rank, tied, tieNote: tieNoteOf(judgement), score, reasons: [...reasons] }
  return { ...feature, properties: { ...feature.properties, ...moved } }
}

/**
 * The register as a saved plan froze it; whoever was not in it then is in no plan of it. Without a plan the register
 * stays as it is. O(n).
 */
export function plannedFeatures(
  register: readonly CompoundFeature[],
  frozen: ReadonlyMap<string, PlanRow> | null,
): readonly CompoundFeature[] {
  if (frozen === null) return register
  return register.map((feature) => {
    const row = frozen.get(feature.id)
    return {
      ...feature,
      properties: { ...feature.properties, ...(row === undefined ? NOT_IN_PLAN : of(row)) },
    }
  })
}

const NOT_IN_PLAN = { rank: null, tied: false, tieNote: null, score: null, selected: false }

function of({ rank, tied, tieNote, score, selected, eligibility, tier, cost, costKind }: PlanRow) {
  return { rank, tied, tieNote: tieNote ?? null, score, selected, eligibility, tier, cost, costKind }
}
