import { percentText } from '../compound/consent.ts'
import type { FactValue } from '../compound/compound.ts'
import type {
  ChecklistRule,
  LinearRule,
  ScoringCriterion,
  ScoringGate,
  StepsRule,
  SumRule,
} from './scoring-table.ts'

/** An exact share: `numerator / denominator`, both integers, denominator > 0. */
export interface Ratio {
  readonly numerator: number
  readonly denominator: number
}

/** What a rule reads: a fact of the sheet, or an exact ratio. */
export type MetricValue = FactValue | Ratio | undefined

/**
 * Points of one criterion in hundredths of a point (an integer), or null while something is missing. The basis
 * says in Chinese how the points came about.
 */
export interface RuleOutcome {
  readonly hundredths: number | null
  readonly basis: string
  readonly missing: readonly string[]
}

/** Applies one criterion to its metric. Linear rules round half up to 0.01 point by integer arithmetic. */
export function applyCriterion(criterion: ScoringCriterion, value: MetricValue): RuleOutcome {
  const { rule, label } = criterion
  switch (rule.type) {
    case 'steps':
    case 'linear': {
      const ratio = asRatio(value)
      if (ratio === null) return absent(label)
      if (criterion.gate !== undefined && !passesGate(ratio, criterion.gate)) {
        return {
          hundredths: 0,
          basis: `${valueText(criterion, ratio)},未达门槛${gateText(criterion)},不计分`,
          missing: [],
        }
      }
      const hundredths = rule.type === 'steps' ? stepPoints(rule, ratio) : linearPoints(rule, ratio)
      return { hundredths, basis: valueText(criterion, ratio), missing: [] }
    }
    case 'enum': {
      const points = ownPoints(rule.values, value)
      if (points === undefined)
        return absent(typeof value === 'string' ? `${label}:「${value}」不在评分表内` : label)
      return { hundredths: toHundredths(points), basis: String(value), missing: [] }
    }
    case 'sum':
      return sumPoints(rule, label, value)
    case 'checklist':
      return checklistPoints(rule, label, value)
  }
}

function stepPoints(rule: StepsRule, value: Ratio): number {
  for (const [limit, points] of rule.steps) {
    const distance = value.numerator - limit * value.denominator
    if (rule.dir === 'atMost' ? distance <= 0 : distance >= 0) return toHundredths(points)
  }
  return 0
}

function linearPoints(rule: LinearRule, value: Ratio): number {
  const [startValue, startPoints] = rule.from
  const [endValue, endPoints] = rule.to
  const start = toHundredths(startPoints)
  const end = toHundredths(endPoints)
  const passed = value.numerator - startValue * value.denominator
  const whole = (endValue - startValue) * value.denominator
  if (rule.clamp && passed <= 0) return start
  if (rule.clamp && passed >= whole) return end
  return start + divideHalfUp(passed * (end - start), whole)
}

function sumPoints(rule: SumRule, label: string, value: MetricValue): RuleOutcome {
  const ticks = asRecord(value)
  if (ticks === null) return absent(label)
  const missing: string[] = []
  const held: string[] = []
  let hundredths = 0
  for (const [part, points] of rule.parts) {
    const ticked = ticks.get(part)
    if (typeof ticked !== 'boolean') missing.push(`${label}:${part}`)
    else if (ticked) {
      hundredths += toHundredths(points)
      held.push(part)
    }
  }
  return outcome(hundredths, held, missing)
}

function checklistPoints(rule: ChecklistRule, label: string, value: MetricValue): RuleOutcome {
  const grades = asRecord(value)
  if (grades === null) return absent(label)
  const missing: string[] = []
  const graded: string[] = []
  let hundredths = 0
  for (const [item, points] of rule.items) {
    const grade = grades.get(item)
    const factor = ownPoints(rule.grades, grade)
    if (factor === undefined) missing.push(`${label}:${item}`)
    else {
      hundredths += toHundredths(points * factor)
      if (factor > 0) graded.push(`${item}${String(grade)}`)
    }
  }
  return outcome(hundredths, graded, missing)
}

function outcome(hundredths: number, held: readonly string[], missing: readonly string[]): RuleOutcome {
  if (missing.length > 0) return { hundredths: null, basis: '待补佐证', missing }
  return { hundredths, basis: held.length === 0 ? '均无' : held.join('、'), missing }
}

function absent(what: string): RuleOutcome {
  return { hundredths: null, basis: '待补佐证', missing: [what] }
}

function passesGate(value: Ratio, gate: ScoringGate): boolean {
  const distance = value.numerator - gate.value * value.denominator
  return gate.op === '>=' ? distance >= 0 : distance <= 0
}

function valueText(criterion: ScoringCriterion, value: Ratio): string {
  if (isPermille(criterion)) return percentText(value.numerator, value.denominator * 1000)
  const number = value.numerator / value.denominator
  return criterion.metric === 'builtYear' ? `${number}年` : String(number)
}

function gateText(criterion: ScoringCriterion): string {
  const value = criterion.gate?.value ?? 0
  return isPermille(criterion) ? percentText(value, 1000) : String(value)
}

/** Metrics named …Permille are shares of a thousand. */
function isPermille(criterion: ScoringCriterion): boolean {
  return criterion.metric.endsWith('Permille')
}

function asRatio(value: MetricValue): Ratio | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { numerator: value, denominator: 1 } : null
  if (typeof value !== 'object' || value === null) return null
  const { numerator, denominator } = value
  if (typeof numerator !== 'number' || typeof denominator !== 'number' || denominator <= 0) return null
  return { numerator, denominator }
}

/** Facts by name, own ones alone: a fact may bear any name, `constructor` too. */
function asRecord(value: MetricValue): ReadonlyMap<string, unknown> | null {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null
}

function ownPoints(points: Readonly<Record<string, number>>, name: unknown): number | undefined {
  return typeof name === 'string' && Object.hasOwn(points, name) ? points[name] : undefined
}

function toHundredths(points: number): number {
  return Math.round(points * 100)
}

function divideHalfUp(dividend: number, divisor: number): number {
  return Math.floor((2 * dividend + divisor) / (2 * divisor))
}
