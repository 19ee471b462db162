import type {
  FactValue,
  ReviewColumn,
  ReviewEntry,
  ReviewFinding,
  ScoreSheet,
} from '../compound/score-sheet.ts'
import { cellOf } from './review-cell.ts'
import { columnBefore, reviewOf } from './review-columns.ts'
import { EMPTY_SHEET, type ColumnEdit } from './review-edit.ts'
import { metricsFound, REGISTER_METRICS, type Metrics } from './score.ts'
import { reviewRulesOf, type ScoringCriterion, type ScoringTable } from './scoring-table.ts'

/** One thing that is wrong with a column handed in. */
export interface ReviewFault {
  /** Path of the field, e.g. `entries.safety.points`. */
  readonly field: string
  /** Chinese: which criterion, which value, what was expected. */
  readonly message: string
  readonly value?: number | string
}

/**
 * Every fault of a column; empty when it may be stored. Points stay within 0 and the criterion's maximum with at
 * most two decimals, typed ones say why; what differs from the column before needs a reason and evidence; a
 * re-check is signed by two people (DOMAIN §3.4).
 */
export function reviewFaults(
  table: ScoringTable,
  sheet: ScoreSheet | null,
  edit: ColumnEdit,
  recorded: Metrics,
): readonly ReviewFault[] {
  const faults: ReviewFault[] = []
  const known = new Map(table.criteria.map((criterion) => [criterion.id, criterion]))
  const findings = edit.findings ?? sheet?.review?.findings ?? []
  const register = { recorded, found: metricsFound(recorded, findings) }
  const context = { table, sheet: sheet ?? EMPTY_SHEET, register, column: edit.column }
  for (const [id, entry] of Object.entries(edit.entries)) {
    const criterion = known.get(id)
    if (criterion === undefined) faults.push({ field: `entries.${id}`, message: `评分表没有评分项「${id}」` })
    else faults.push(...entryFaults(criterion, entry, context))
  }
  if (edit.findings !== undefined) faults.push(...findingFaults(table, edit.column, edit.findings))
  return faults
}

interface Context {
  readonly table: ScoringTable
  readonly sheet: ScoreSheet
  readonly register: { readonly recorded: Metrics; readonly found: Metrics }
  readonly column: ReviewColumn
}

function entryFaults(
  criterion: ScoringCriterion,
  entry: ReviewEntry,
  context: Context,
): readonly ReviewFault[] {
  const at = (name: string): string => `entries.${criterion.id}.${name}`
  const name = `「${criterion.label}」`
  const faults: ReviewFault[] = []
  if (entry.points !== undefined) {
    const wrong = pointsFault(criterion, entry.points)
    if (wrong !== null) faults.push({ field: at('points'), message: wrong, value: entry.points })
    if (isBlank(entry.reason)) faults.push({ field: at('reason'), message: `${name}直接填写分值,须写明理由` })
  }
  if (entry.fact !== undefined) {
    const wrong = factFault(criterion, entry.fact)
    if (wrong !== null) faults.push({ field: at('fact'), message: wrong })
  }
  if (faults.length === 0 && differs(criterion, entry, context)) {
    if (isBlank(entry.reason)) faults.push({ field: at('reason'), message: `${name}与前一栏不同,须写明理由` })
    if (named(entry.evidence).length === 0)
      faults.push({ field: at('evidence'), message: `${name}与前一栏不同,须附佐证(带定位照片或文件)` })
  }
  const { recheckReviewers } = reviewRulesOf(context.table)
  const signed = named(entry.reviewers).length
  if (context.column === 'recheck' && signed < recheckReviewers) {
    const message = `${name}实地复核须有${recheckReviewers}名复核人,现有${signed}名`
    faults.push({ field: at('reviewers'), message, value: signed })
  }
  return faults
}

/** Why these points cannot be given, in Chinese; null when they can. */
export function pointsFault(
  { label, max }: Pick<ScoringCriterion, 'label' | 'max'>,
  points: number,
): string | null {
  if (!Number.isFinite(points) || points < 0) return `「${label}」的分值应为0至${max}分,现为${points}`
  if (points > max) return `「${label}」${points}分超过满分${max}分`
  // The nearest double of a number of two decimals is itself; of any other it is not.
  if (Math.round(points * 100) / 100 !== points) return `「${label}」的分值最多两位小数,现为${points}`
  return null
}

function factFault({ label, metric, rule }: ScoringCriterion, fact: FactValue): string | null {
  if (REGISTER_METRICS.has(metric)) {
    return `「${label}」的事实取自小区台账,不在评分表填写;如有不符,请在实地复核中登记认定`
  }
  if (fact === null) return null
  switch (rule.type) {
    case 'steps':
    case 'linear':
      return typeof fact === 'number' && Number.isFinite(fact) ? null : `「${label}」应为数字`
    case 'enum':
      return typeof fact === 'string' && Object.hasOwn(rule.values, fact)
        ? null
        : `「${label}」应为 ${Object.keys(rule.values).join('、')} 之一`
    case 'sum':
      return itemsFault(label, fact, rule.parts, (value) => typeof value === 'boolean', '是或否')
    case 'checklist':
      return itemsFault(
        label,
        fact,
        rule.items,
        (value) => typeof value === 'string' && Object.hasOwn(rule.grades, value),
        `${Object.keys(rule.grades).join('、')} 之一`,
      )
  }
}

function itemsFault(
  label: string,
  fact: FactValue,
  items: readonly (readonly [string, number])[],
  fits: (value: unknown) => boolean,
  expected: string,
): string | null {
  if (typeof fact !== 'object' || fact === null) return `「${label}」应逐项填写`
  const known = new Set(items.map(([item]) => item))
  for (const [item, value] of Object.entries(fact)) {
    if (!known.has(item)) return `「${label}」没有子项「${item}」`
    if (value !== null && !fits(value)) return `「${label}」的「${item}」应为${expected}`
  }
  return null
}

/** Does the entry say something else than the column before it? */
function differs(
  criterion: ScoringCriterion,
  entry: ReviewEntry,
  { table, sheet, register, column }: Context,
): boolean {
  const review = reviewOf(sheet, table)
  const before = columnBefore(review, column, criterion.id)
  const earlier = before === null ? undefined : review.columns[before]?.entries[criterion.id]
  if (earlier === undefined) return false
  const now = cellOf(criterion, entry, column === 'recheck' ? register.found : register.recorded)
  const then = cellOf(criterion, earlier, register.recorded)
  if (now.points !== then.points) return true
  return entry.fact !== undefined && earlier.fact !== undefined && !isSameFact(entry.fact, earlier.fact)
}

function isSameFact(a: FactValue, b: FactValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => (a[name] ?? null) === (b[name] ?? null))
}

function findingFaults(
  table: ScoringTable,
  column: ReviewColumn,
  findings: readonly ReviewFinding[],
): readonly ReviewFault[] {
  if (column !== 'recheck') {
    return findings.length === 0 ? [] : [{ field: 'findings', message: '资格事实只能在实地复核中认定' }]
  }
  const { recheckReviewers } = reviewRulesOf(table)
  return findings.flatMap((finding, index): ReviewFault[] => {
    const at = (name: string): string => `findings.${index}.${name}`
    const faults: ReviewFault[] = []
    if (isBlank(finding.reason)) faults.push({ field: at('reason'), message: '认定须写明理由' })
    if (named(finding.evidence).length === 0) faults.push({ field: at('evidence'), message: '认定须附佐证' })
    if (named(finding.reviewers).length < recheckReviewers)
      faults.push({ field: at('reviewers'), message: `认定须有${recheckReviewers}名复核人` })
    if (finding.fact === 'consent' && finding.found.agree > finding.found.total)
      faults.push({ field: at('found'), message: '同意户数不能多于总户数', value: finding.found.agree })
    return faults
  })
}

/** Different names that are not blank. */
function named(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '')
}

function isBlank(text: string | undefined): boolean {
  return (text ?? '').trim() === ''
}
