import { answerCompound, type Candidates } from './answer.ts'
import { fitToMains, judge, type Assessment } from './assess.ts'
import type { FlowModels } from './capacity.ts'
import type { FlowModel } from './loads.ts'
import type { CompoundAnswer, Reason, TogetherSummary } from './model.ts'
import type { StormNetwork } from './network.ts'
import { chooseTogether, type Choice, type JointResult } from './choose-together.ts'
import type { DrainageRules } from './rules.ts'
import { groupBySharedMains } from './shared-mains.ts'

export interface TogetherTask {
  readonly network: StormNetwork
  readonly rules: DrainageRules
  readonly prepared: readonly Candidates[]
  readonly existing: FlowModel
  /** Models at the other return periods shown. */
  readonly shown: readonly FlowModel[]
}

interface JointChoice extends Choice {
  readonly deviations: number
  readonly assessment: Assessment
}

/**
 * All compounds at once on the shared mains (SPEC 5.7): as many served as can be, then the least sum of costs, every
 * rank-1 connection holding beside all others. Loads act on each other through W and t, so a choice is tested by
 * computing all mains it touches again, never by adding peaks. The other candidates of a compound are judged with the
 * chosen connections of the others in place.
 */
export function solveTogether(task: TogetherTask): {
  compounds: CompoundAnswer[]
  summary: TogetherSummary
} {
  const { network, rules, prepared, existing } = task
  const options = prepared.map((candidates) => optionsOf(task, candidates))
  const result = chooseInGroups(task, options)
  const compounds = prepared.map((candidates, index) => {
    const others = result.chosen
      .filter((choice, i) => choice !== null && i !== index)
      .map((choice) => choice?.assessment)
    const taken = others.filter((assessment) => assessment !== undefined)
    const changes = taken.flatMap((assessment) => assessment.changes)
    const modelsAt = (base: FlowModel): FlowModels => ({
      existing: base,
      planned: changes.length > 0 ? base.beside(changes) : base,
    })
    const first = result.chosen[index]?.assessment ?? null
    return answerCompound(network, candidates, modelsAt(existing), task.shown.map(modelsAt), rules, {
      first,
      hinders: (assessment) => hindrances(task, assessment, taken),
    })
  })
  const served = result.chosen.filter((choice) => choice !== null).length
  return {
    compounds,
    summary: {
      method: result.method,
      totalCost: Math.round(result.chosen.reduce((sum, choice) => sum + (choice?.cost ?? 0), 0)),
      lowerBound: Math.round(result.lowerBound),
      served,
      unserved: prepared.length - served,
    },
  }
}

/**
 * What a candidate would do to the chosen connections of others: its water backs up into mains and branches that are
 * none of its own (H8). Those it shares no main with it leaves alone.
 */
function hindrances(
  { network, rules, existing }: TogetherTask,
  assessment: Assessment,
  taken: readonly Assessment[],
): Reason[] {
  const own = new Set(assessment.path)
  const models = { existing, planned: existing }
  const all = [...taken, assessment].flatMap(({ changes }) => changes)
  return taken
    .filter(({ path }) => path.some((pipe) => own.has(pipe)))
    .flatMap((other) => judge(network, other, all, models, rules).reasons)
}

/** Group by group, since compounds that share no main cannot hinder each other. */
function chooseInGroups(
  task: TogetherTask,
  options: readonly (readonly JointChoice[])[],
): JointResult<JointChoice> {
  const touching = options.map((list) => list.map(({ assessment }) => assessment))
  const chosen: (JointChoice | null)[] = options.map(() => null)
  let method: JointResult<JointChoice>['method'] = 'exact'
  let lowerBound = 0
  for (const group of groupBySharedMains(task.network, touching)) {
    const result = chooseTogether(
      group.map((i) => options[i] ?? []),
      (picked) => holds(task, picked),
    )
    group.forEach((i, place) => (chosen[i] = result.chosen[place] ?? null))
    if (result.method !== 'exact') method = result.method
    lowerBound += result.lowerBound
  }
  return { chosen, method, lowerBound }
}

/**
 * What a compound can choose from: of the candidates that stand on their own, the cheapest for each main they enter,
 * since candidates on one main bring it the same load.
 */
function optionsOf({ network, rules, existing }: TogetherTask, candidates: Candidates): JointChoice[] {
  const cheapest = new Map<number, JointChoice>()
  const models = { existing, planned: existing }
  for (const assessment of [...candidates.wells, ...candidates.midPipe]) {
    const { target } = assessment
    const known = cheapest.get(target.pipe)
    const planned = choiceOf(assessment)
    if (!planned || (known && compareChoices(known, planned) <= 0)) continue
    const fitted = fitToMains(network, assessment, [], models, rules)
    const choice = choiceOf(fitted)
    if (!choice || (known && compareChoices(known, choice) <= 0)) continue
    if (judge(network, fitted, fitted.changes, models, rules).reasons.length > 0) continue
    cheapest.set(target.pipe, choice)
  }
  return [...cheapest.values()].sort(compareChoices)
}

/** Null where the candidate has no size that its own rules allow. */
function choiceOf(assessment: Assessment): JointChoice | null {
  const { size, reasons, deviations } = assessment
  return size && reasons.length === 0 ? { cost: Math.round(size.cost), deviations, assessment } : null
}

function compareChoices(a: JointChoice, b: JointChoice): number {
  return (
    a.cost - b.cost ||
    a.deviations - b.deviations ||
    a.assessment.length - b.assessment.length ||
    a.assessment.target.position[0] - b.assessment.target.position[0] ||
    a.assessment.target.position[1] - b.assessment.target.position[1]
  )
}

/** Do all these connections hold at once: every main below each of them, and the grade line? */
function holds({ network, rules, existing }: TogetherTask, chosen: readonly (JointChoice | null)[]): boolean {
  const taken = chosen.flatMap((choice) => (choice ? [choice] : []))
  const all = taken.flatMap(({ assessment }) => assessment.changes)
  const models = { existing, planned: existing }
  return taken.every(({ assessment }) => judge(network, assessment, all, models, rules).reasons.length === 0)
}
