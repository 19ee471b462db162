import type { CompoundFeature } from '#core/api/compounds.ts'
import type { CompoundJudgement, ProgrammeEvaluation } from '#core/programme/evaluation.ts'

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
    properties.score === judgement.score &&
    properties.reasons[0] === judgement.reasons[0]
  )
}

/** Any record of a compound with the place and the fate that an evaluation gives it. */
export function tried<Feature extends CompoundFeature>(
  feature: Feature,
  { selected, rank, score, reasons }: CompoundJudgement,
): Feature {
  return { ...feature, properties: { ...feature.properties, selected, rank, score, reasons: [...reasons] } }
}
