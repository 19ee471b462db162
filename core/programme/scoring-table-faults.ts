import { REGISTER_METRICS } from './score.ts'
import { TIE_KEY_NAMES } from './ranking.ts'
import {
  maximumOf,
  reviewRulesOf,
  type ScoringCriterion,
  type ScoringRule,
  type ScoringTable,
  type StepsRule,
} from './scoring-table.ts'

/** One fault of a sheet and where it stands. */
export interface TableFault {
  /** Path of the field, e.g. `criteria.3.rule`. */
  readonly field: string
  /** Chinese: what is wrong and what was expected. */
  readonly message: string
}

/** Every fault of a sheet, in Chinese; empty when it may be used. See `tableFaults` for where each stands. */
export function validateScoringTable(table: ScoringTable): readonly string[] {
  return tableFaults(table).map(({ message }) => message)
}

/**
 * Every fault of a sheet with its place; empty when it may be published. The maxima have to sum to `total`,
 * `total` to 100, and each rule has to be able to give exactly its `max`.
 */
export function tableFaults(table: ScoringTable): readonly TableFault[] {
  const faults: TableFault[] = []
  const sum = sumOfMaxima(table.criteria)
  if (isBlank(table.title)) faults.push({ field: 'title', message: '评分表名称不能为空' })
  if (table.total !== 100) faults.push({ field: 'total', message: `评分表总分为${table.total}分,应为100分` })
  if (sum !== 100) faults.push({ field: 'criteria', message: `各项满分合计${sum}分,应为100分` })
  const seen = new Set<string>()
  table.criteria.forEach((criterion, at) => {
    const field = `criteria.${at}`
    if (isBlank(criterion.id)) faults.push({ field: `${field}.id`, message: `第${at + 1}项没有编号` })
    if (seen.has(criterion.id))
      faults.push({ field: `${field}.id`, message: `评分项编号重复:${criterion.id}` })
    seen.add(criterion.id)
    faults.push(
      ...criterionFaults(criterion).map(([part, message]) => ({ field: `${field}.${part}`, message })),
    )
  })
  for (const key of table.tieBreak) {
    if (!TIE_KEY_NAMES.includes(key))
      faults.push({ field: 'tieBreak', message: `不认识的同分排序依据:${key}` })
  }
  const rules = reviewRulesOf(table)
  if (!(rules.majorCriterion > 0 && rules.majorTotal > 0 && rules.recheckReviewers >= 1)) {
    faults.push({ field: 'review', message: '重大调整的分差和复核人数应大于0' })
  }
  return faults
}

/** Sum of the maxima to 0.01 point. */
export function sumOfMaxima(criteria: readonly Pick<ScoringCriterion, 'max'>[]): number {
  return round(criteria.reduce((points, criterion) => points + criterion.max, 0))
}

type Fault = readonly [part: string, message: string]

function criterionFaults(criterion: ScoringCriterion): readonly Fault[] {
  const faults: Fault[] = []
  const { label, max, metric, rule, gate } = criterion
  const name = `「${label}」`
  if (isBlank(label)) faults.push(['label', '评分项名称不能为空'])
  if (isBlank(metric)) faults.push(['metric', `${name}没有指标`])
  if (!(max > 0)) faults.push(['max', `${name}满分应大于0,现为${max}`])
  else if (round(max) !== max) faults.push(['max', `${name}满分最多两位小数,现为${max}`])
  if (REGISTER_METRICS.has(metric) && rule.type !== 'steps' && rule.type !== 'linear') {
    faults.push(['rule', `${name}的指标取自小区台账,规则应为分档或线性`])
  }
  if (gate !== undefined && rule.type !== 'steps' && rule.type !== 'linear') {
    faults.push(['gate', `${name}的门槛只用于分档或线性规则`])
  } else if (gate !== undefined && !Number.isFinite(gate.value)) {
    faults.push(['gate', `${name}的门槛应为数字`])
  }
  faults.push(...ruleFaults(rule, name, max).map((message): Fault => ['rule', message]))
  return faults
}

function ruleFaults(rule: ScoringRule, name: string, max: number): readonly string[] {
  const faults: string[] = []
  if (pointsOf(rule).some((points) => !Number.isFinite(points) || points < 0)) {
    faults.push(`${name}的分值应为不小于0的数`)
  }
  const most = round(maximumOf(rule))
  if (most !== max) faults.push(`${name}规则最高可得${most}分,与满分${max}分不一致`)
  if (rule.type === 'steps' && !isOrdered(rule)) faults.push(`${name}的分档界限未按顺序排列`)
  if (rule.type === 'linear' && !(rule.from[0] < rule.to[0])) faults.push(`${name}的起止值未按顺序排列`)
  const parts = partsOf(rule)
  if (parts.some(isBlank)) faults.push(`${name}有子项没有名称`)
  if (new Set(parts).size !== parts.length) faults.push(`${name}的子项名称重复`)
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

function partsOf(rule: ScoringRule): readonly string[] {
  switch (rule.type) {
    case 'enum':
      return Object.keys(rule.values)
    case 'sum':
      return rule.parts.map(([label]) => label)
    case 'checklist':
      return rule.items.map(([label]) => label)
    default:
      return []
  }
}

function isOrdered(rule: StepsRule): boolean {
  return rule.steps.every(([limit], at) => {
    const before = rule.steps[at - 1]
    if (!Number.isFinite(limit)) return false
    return before === undefined || (rule.dir === 'atMost' ? before[0] < limit : before[0] > limit)
  })
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

function round(points: number): number {
  return Math.round(points * 100) / 100
}
