import type { ProgrammeAnswer } from '#core/api/programmes.ts'
import { computedFigures, differenceOf } from '#core/programme/programme-figures.ts'
import type { YearEvaluation } from './evaluations.ts'

/** Official figures beside those counted from the records; the difference is shown, never scaled away. */
export function programmeAnswer({ programme, compounds, evaluation }: YearEvaluation): ProgrammeAnswer {
  const { official } = programme
  return {
    year: programme.year,
    title: programme.title,
    documentNumber: programme.documentNumber,
    issuedOn: programme.issuedOn,
    approvedBy: programme.approvedBy,
    official,
    computed: computedFigures(evaluation),
    difference: differenceOf(evaluation.totals, official),
    register: evaluation.registerCounts,
    policy: { ...programme.policy },
    facts: programme.facts.map((fact) => ({ ...fact })),
    demo: compounds.some((compound) => compound.source === 'demo'),
  }
}
