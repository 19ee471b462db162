import type { CompoundFeature } from '#core/api/compounds.ts'
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
