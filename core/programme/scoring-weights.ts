import type { ScoringCriterion, ScoringRule, ScoringTable } from './scoring-table.ts'
import { maximumOf } from './scoring-table.ts'

/** Points come in steps of a hundredth; spreading tries a tenth first, which reads better on paper. */
const TENTH = 10
const HUNDREDTH = 1

/**
 * A criterion with another maximum, its rule scaled along, so that the rule still gives exactly the maximum. A rule
 * that gives nothing is left alone: there is nothing to scale.
 */
export function withMaximum(criterion: ScoringCriterion, max: number): ScoringCriterion {
  const most = maximumOf(criterion.rule)
  if (!(max > 0) || !(most > 0)) return { ...criterion, max }
  return { ...criterion, max, rule: scaledRule(criterion.rule, max, max / most) }
}

/**
 * The sheet with its maxima summing to 100: those of `keep` stay, the others share what is left in proportion to
 * what they have. The sheet itself where nothing can be shared out.
 */
export function spreadWeights(table: ScoringTable, keep: ReadonlySet<string>): ScoringTable {
  const others = table.criteria.filter(({ id }) => !keep.has(id))
  const left = table.total * 100 - hundredths(table.criteria.filter(({ id }) => keep.has(id)))
  const unit = left % TENTH === 0 ? TENTH : HUNDREDTH
  if (left < others.length * unit || hundredths(others) <= 0) return table
  const shares = withoutNothing(
    apportion(
      left / unit,
      others.map(({ max }) => max),
    ),
  )
  const maxima = new Map(others.map(({ id }, at) => [id, ((shares[at] ?? 0) * unit) / 100]))
  return {
    ...table,
    criteria: table.criteria.map((criterion) =>
      withMaximum(criterion, maxima.get(criterion.id) ?? criterion.max),
    ),
  }
}

function scaledRule(rule: ScoringRule, max: number, factor: number): ScoringRule {
  const scaled = (points: number): number => Math.round(points * factor * 100) / 100
  switch (rule.type) {
    case 'steps':
      return { ...rule, steps: rule.steps.map(([limit, points]) => [limit, scaled(points)]) }
    case 'linear':
      return { ...rule, from: [rule.from[0], scaled(rule.from[1])], to: [rule.to[0], scaled(rule.to[1])] }
    case 'enum':
      return {
        ...rule,
        values: Object.fromEntries(
          Object.entries(rule.values).map(([name, points]) => [name, scaled(points)]),
        ),
      }
    case 'sum':
      return { ...rule, parts: sharedOut(rule.parts, max) }
    case 'checklist':
      return { ...rule, items: sharedOut(rule.items, max / Math.max(...Object.values(rule.grades))) }
  }
}

/** The same sum with no share of 0: a criterion of the sheet always counts for something. */
function withoutNothing(shares: readonly number[]): readonly number[] {
  const filled = [...shares]
  while (filled.includes(0)) {
    filled[filled.indexOf(0)] = 1
    const largest = filled.indexOf(Math.max(...filled))
    filled[largest] = (filled[largest] ?? 0) - 1
  }
  return filled
}

/** Parts that add up to `whole` exactly. */
function sharedOut(
  parts: readonly (readonly [string, number])[],
  whole: number,
): readonly (readonly [string, number])[] {
  const shares = apportion(
    Math.round(whole * 100),
    parts.map(([, points]) => points),
  )
  return parts.map(([label], at) => [label, (shares[at] ?? 0) / 100])
}

/** Integers in proportion to the weights that add up to `whole`: largest remainders get the rest. */
function apportion(whole: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const exact = weights.map((weight) => (sum > 0 ? (whole * weight) / sum : 0))
  const shares = exact.map(Math.floor)
  const order = exact
    .map((value, at) => ({ at, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at)
  let left = whole - shares.reduce((total, share) => total + share, 0)
  for (const { at } of order) {
    if (left <= 0) break
    shares[at] = (shares[at] ?? 0) + 1
    left -= 1
  }
  return shares
}

function hundredths(criteria: readonly ScoringCriterion[]): number {
  return criteria.reduce((sum, { max }) => sum + Math.round(max * 100), 0)
}
