/** How a criterion turns its metric into points. */
export type ScoringRule = StepsRule | LinearRule | EnumRule | SumRule | ChecklistRule

/** A ladder: the first step the value stays within (`atMost`, ascending) or reaches (`atLeast`, descending). */
export interface StepsRule {
  readonly type: 'steps'
  readonly dir: 'atMost' | 'atLeast'
  readonly steps: readonly (readonly [limit: number, points: number])[]
}

/** A straight line between two `[value, points]`; `clamp` holds it at both ends. */
export interface LinearRule {
  readonly type: 'linear'
  readonly from: readonly [value: number, points: number]
  readonly to: readonly [value: number, points: number]
  readonly clamp: boolean
}

/** Points by a named value. */
export interface EnumRule {
  readonly type: 'enum'
  readonly values: Readonly<Record<string, number>>
}

/** Points for each part that holds. */
export interface SumRule {
  readonly type: 'sum'
  readonly parts: readonly (readonly [label: string, points: number])[]
}

/** Each item graded; its points times the factor of the grade. */
export interface ChecklistRule {
  readonly type: 'checklist'
  readonly items: readonly (readonly [label: string, points: number])[]
  readonly grades: Readonly<Record<string, number>>
}

/** A value the metric has to reach before the criterion scores at all. */
export interface ScoringGate {
  readonly op: '>=' | '<='
  readonly value: number
}

/** One line of the sheet. */
export interface ScoringCriterion {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly max: number
  readonly metric: string
  readonly gate?: ScoringGate
  readonly rule: ScoringRule
  readonly evidence: readonly string[]
  readonly source: readonly string[]
}

/** A scoring sheet 评分表, as `data/scoring-default.json` holds it. */
export interface ScoringTable {
  readonly schemaVersion: number
  readonly id: string
  readonly title: string
  /** `suggested` until the bureau's own sheet is at hand. */
  readonly status: string
  readonly notice: string
  readonly total: number
  readonly tieBreak: readonly string[]
  readonly criteria: readonly ScoringCriterion[]
  readonly sources: Readonly<Record<string, string>>
  readonly review?: ReviewRules
}

/** When a change of points is a 重大调整, and how many people sign a re-check (DOMAIN §3.4). */
export interface ReviewRules {
  /** |Δ| of one criterion from which on a change is major, points */
  readonly majorCriterion: number
  /** |Δ| of the total, points */
  readonly majorTotal: number
  readonly recheckReviewers: number
}

/** Rules of a sheet that names none: the system's suggestion (DOMAIN §3.4). */
const SUGGESTED_REVIEW_RULES: ReviewRules = { majorCriterion: 3, majorTotal: 10, recheckReviewers: 2 }

export function reviewRulesOf(table: ScoringTable): ReviewRules {
  return table.review ?? SUGGESTED_REVIEW_RULES
}

/** Group of the criteria that measure need (DOMAIN §3.2): the need-only comparison counts these alone. */
export const NEED_GROUP = '现状'

/** Most points a rule can give. */
export function maximumOf(rule: ScoringRule): number {
  switch (rule.type) {
    case 'steps':
      return Math.max(0, ...rule.steps.map(([, points]) => points))
    case 'linear':
      return Math.max(rule.from[1], rule.to[1])
    case 'enum':
      return Math.max(0, ...Object.values(rule.values))
    case 'sum':
      return sumOf(rule.parts)
    case 'checklist':
      return sumOf(rule.items) * Math.max(0, ...Object.values(rule.grades))
  }
}

function sumOf(parts: readonly (readonly [string, number])[]): number {
  return parts.reduce((sum, [, points]) => sum + points, 0)
}
