import type { FactValue } from '#core/compound/score-sheet.ts'
import type { ScoringCriterion } from '#core/programme/scoring-table.ts'
import { number } from '../locales/format.ts'

/** Points without trailing zeros: 12.5, 4. */
export function pointsText(points: number): string {
  return number(
    points,
    Math.round(points * 100) % 10 !== 0 ? 2 : Number(Math.round(points * 100) % 100 !== 0),
  )
}

/** Shares of a thousand are shown and typed as percent. */
export function isShare({ metric }: Pick<ScoringCriterion, 'metric'>): boolean {
  return metric.endsWith('Permille')
}

/** A rule line by line, as the sheet prints it; `points` puts the word for points behind a number. */
export function ruleLines(criterion: ScoringCriterion, points: (value: string) => string): readonly string[] {
  const { rule, gate } = criterion
  const value = (of: number): string => valueText(criterion, of)
  const given = (of: number): string => points(pointsText(of))
  const gateLine = gate === undefined ? [] : [`${gate.op === '>=' ? '≥' : '≤'}${value(gate.value)}`]
  switch (rule.type) {
    case 'steps': {
      const sign = rule.dir === 'atMost' ? '≤' : '≥'
      return [...gateLine, ...rule.steps.map(([limit, step]) => `${sign}${value(limit)} ${given(step)}`)]
    }
    case 'linear':
      return [
        ...gateLine,
        `${value(rule.from[0])} ${given(rule.from[1])} → ${value(rule.to[0])} ${given(rule.to[1])}`,
      ]
    case 'enum':
      return Object.entries(rule.values).map(([name, step]) => `${name} ${given(step)}`)
    case 'sum':
      return rule.parts.map(([part, step]) => `${part} ${given(step)}`)
    case 'checklist': {
      const grades = Object.entries(rule.grades).map(([grade, factor]) => `${grade}×${factor}`)
      return [...rule.items.map(([item, step]) => `${item} ${given(step)}`), grades.join(' / ')]
    }
  }
}

/** A value of the metric with its unit. */
export function valueText(criterion: Pick<ScoringCriterion, 'metric'>, value: number): string {
  if (isShare(criterion)) return `${number(value / 10, value % 10 === 0 ? 0 : 1)} %`
  return criterion.metric === 'builtYear' ? String(value) : number(value, Number.isInteger(value) ? 0 : 2)
}

/** A fact in a few words: what is ticked or graded, the value, or nothing known. */
export function factText(criterion: ScoringCriterion, fact: FactValue | undefined, words: FactWords): string {
  if (fact === null || fact === undefined) return words.unknown
  if (typeof fact === 'number') return valueText(criterion, fact)
  if (typeof fact === 'string') return fact
  if (typeof fact === 'boolean') return fact ? words.yes : words.no
  const told = Object.entries(fact).flatMap(([item, value]) => {
    if (value === null) return [`${item}?`]
    if (value === true) return [item]
    if (value === false || isNothing(criterion, value)) return []
    return [`${item}:${value}`]
  })
  return told.length === 0 ? words.none : told.join('、')
}

export interface FactWords {
  readonly unknown: string
  readonly none: string
  readonly yes: string
  readonly no: string
}

function isNothing({ rule }: ScoringCriterion, grade: string): boolean {
  return rule.type === 'checklist' && rule.grades[grade] === 0
}
