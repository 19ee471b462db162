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

/**
 * Every fault of a sheet, in Chinese; empty when it may be used. The maxima have to sum to `total`, `total` to
 * 100, and each rule has to be able to give exactly its `max`.
 */
export function validateScoringTable(table: ScoringTable): readonly string[] {
  const faults: string[] = []
  const sum = round(table.criteria.reduce((points, criterion) => points + criterion.max, 0))
  if (table.total !== 100) faults.push(`评分表总分为${table.total}分,应为100分`)
  if (sum !== 100) faults.push(`各项满分合计${sum}分,应为100分`)
  const seen = new Set<string>()
  for (const criterion of table.criteria) {
    if (seen.has(criterion.id)) faults.push(`评分项编号重复:${criterion.id}`)
    seen.add(criterion.id)
    faults.push(...criterionFaults(criterion))
  }
  return faults
}

function criterionFaults(criterion: ScoringCriterion): readonly string[] {
  const faults: string[] = []
  const name = `「${criterion.label}」`
  if (!(criterion.max > 0)) faults.push(`${name}满分应大于0,现为${criterion.max}`)
  if (pointsOf(criterion.rule).some((points) => !Number.isFinite(points) || points < 0)) {
    faults.push(`${name}的分值应为不小于0的数`)
  }
  const most = round(maximumOf(criterion.rule))
  if (most !== criterion.max) faults.push(`${name}规则最高可得${most}分,与满分${criterion.max}分不一致`)
  const { rule } = criterion
  if (rule.type === 'steps' && !isOrdered(rule)) faults.push(`${name}的分档界限未按顺序排列`)
  if (rule.type === 'linear' && !(rule.from[0] < rule.to[0])) faults.push(`${name}的起止值未按顺序排列`)
  if ((rule.type === 'sum' && hasTwins(rule.parts)) || (rule.type === 'checklist' && hasTwins(rule.items))) {
    faults.push(`${name}的子项名称重复`)
  }
  return faults
}

function pointsOf(rule: ScoringRule): readonly number[] {
  switch (rule.type) {
    case 'steps':
      return rule.steps.map(([, points]) => points)
    case 'linear':
      return [rule.from[1], rule.to[1]]
    case 'enum':
      return Object.values(rule.values)
    case 'sum':
      return rule.parts.map(([, points]) => points)
    case 'checklist':
      return [...rule.items.map(([, points]) => points), ...Object.values(rule.grades)]
  }
}

function isOrdered(rule: StepsRule): boolean {
  return rule.steps.every(([limit], at) => {
    const before = rule.steps[at - 1]
    return before === undefined || (rule.dir === 'atMost' ? before[0] < limit : before[0] > limit)
  })
}

function hasTwins(parts: readonly (readonly [string, number])[]): boolean {
  return new Set(parts.map(([label]) => label)).size !== parts.length
}

function sumOf(parts: readonly (readonly [string, number])[]): number {
  return parts.reduce((sum, [, points]) => sum + points, 0)
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
