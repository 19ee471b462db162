import type { FactValue, ScoreFacts } from '#core/compound/compound.ts'
import { applyCriterion } from '#core/programme/score-rules.ts'
import { REGISTER_METRICS, type Metrics } from '#core/programme/score.ts'
import { maximumOf, type ScoringTable } from '#core/programme/scoring-table.ts'
import type { Random } from './random.ts'

/** One answer on the sheet: what it may be, and what each choice is worth. */
interface Question {
  readonly metric: string
  /** Item of a list, or null where the metric is one value. */
  readonly item: string | null
  readonly choices: readonly (readonly [value: string | boolean | number, points: number])[]
}

/**
 * Facts that a sheet scores near `target` points, given the metrics the register itself supplies and the facts
 * already known: every question takes the choice nearest to an even share, the rest of one question going to the next.
 */
export function factsScoring(
  table: ScoringTable,
  target: number,
  known: Metrics,
  fixed: ScoreFacts,
  random: Random,
): ScoreFacts {
  let open = target
  for (const criterion of table.criteria) {
    const value = known[criterion.metric] ?? fixed[criterion.metric]
    if (value !== undefined) open -= (applyCriterion(criterion, value).hundredths ?? 0) / 100
  }
  const questions = random.shuffled(questionsOf(table, fixed))
  const most = questions.reduce((sum, question) => sum + maximum(question), 0)
  const share = Math.min(1, Math.max(0, open / most))
  const facts: Record<string, FactValue> = { ...fixed }
  let carried = 0
  // Questions with fine choices come last: they take up what the coarse ones leave.
  for (const question of questions.sort((a, b) => a.choices.length - b.choices.length)) {
    const wanted = maximum(question) * share + carried
    let best = question.choices[0] ?? ['', 0]
    for (const choice of question.choices) {
      if (Math.abs(choice[1] - wanted) < Math.abs(best[1] - wanted)) best = choice
    }
    carried = wanted - best[1]
    if (question.item === null) facts[question.metric] = best[0]
    else facts[question.metric] = { ...asItems(facts[question.metric]), [question.item]: asItem(best[0]) }
  }
  return inOrder(table, facts)
}

function questionsOf(table: ScoringTable, fixed: ScoreFacts): Question[] {
  return table.criteria
    .filter(({ metric }) => !REGISTER_METRICS.has(metric) && fixed[metric] === undefined)
    .flatMap(({ metric, rule }): Question[] => {
      switch (rule.type) {
        case 'enum':
          return [{ metric, item: null, choices: Object.entries(rule.values) }]
        case 'sum':
          return rule.parts.map(([item, points]) => ({
            metric,
            item,
            choices: [
              [false, 0],
              [true, points],
            ],
          }))
        case 'checklist':
          return rule.items.map(([item, points]) => ({
            metric,
            item,
            choices: Object.entries(rule.grades).map(([grade, factor]) => [grade, points * factor] as const),
          }))
        case 'linear': {
          const [low, lowPoints] = rule.from
          const [high, highPoints] = rule.to
          const step = Math.max(1, Math.round((high - low) / 40))
          const choices: [number, number][] = []
          for (let value = low; value <= high; value += step) {
            choices.push([value, lowPoints + ((value - low) / (high - low)) * (highPoints - lowPoints)])
          }
          return [{ metric, item: null, choices }]
        }
        case 'steps':
          return [
            { metric, item: null, choices: rule.steps.map(([limit, points]) => [limit, points] as const) },
          ]
      }
    })
}

function maximum(question: Question): number {
  return Math.max(...question.choices.map(([, points]) => points))
}

/** Metrics and items as the sheet lists them, so that files do not depend on the order of the draw. */
function inOrder(table: ScoringTable, facts: Readonly<Record<string, FactValue>>): ScoreFacts {
  const ordered: Record<string, FactValue> = {}
  for (const { metric, rule } of table.criteria) {
    const value = facts[metric]
    if (value === undefined || maximumOf(rule) === 0) continue
    const items = rule.type === 'sum' ? rule.parts : rule.type === 'checklist' ? rule.items : null
    if (items === null) ordered[metric] = value
    else {
      const given = asItems(value)
      ordered[metric] = Object.fromEntries(items.map(([item]) => [item, given[item] ?? null]))
    }
  }
  return ordered
}

function asItems(value: FactValue | undefined): Readonly<Record<string, string | boolean | null>> {
  return typeof value === 'object' && value !== null ? value : {}
}

function asItem(value: string | boolean | number): string | boolean {
  return typeof value === 'number' ? String(value) : value
}
