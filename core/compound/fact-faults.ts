import type { Role } from '../access/roles.ts'
import { findFactField, mayEditFact, type FactField } from './fact-fields.ts'
import type { CompoundFacts, FactId } from './facts.ts'
import { isAreaWithin, isIntegerWithin, isPlainText } from './plain-values.ts'

/** Why a value cannot stand: which fact, what was given, and what it has to be (Chinese). */
export interface FactFault {
  readonly field: string
  readonly value: unknown
  readonly expected: string
}

/** What a correction is measured against. */
export interface FactContext {
  readonly role: Role
  /** Nothing was built or renovated after the plan's own year. */
  readonly planYear: number
  /** ISO date; nothing was filed or priced after it */
  readonly today: string
  /** Codes of the 镇街 there are. */
  readonly subdistricts: ReadonlySet<string>
}

/** The facts with the corrections in them, or every fault there is. */
export type CorrectedFacts =
  | { readonly ok: true; readonly facts: CompoundFacts }
  | { readonly ok: false; readonly faults: readonly FactFault[] }

export const EARLIEST_YEAR = 1900
const LONGEST_TEXT = 100
const MOST_COUNTED = 100_000
/** m² */
const LARGEST_AREA = 100_000_000
/** 元: a thousand times the whole budget of a year */
const HIGHEST_AMOUNT = 1_000_000_000_000
const MOST_ESTIMATES = 50
const ESTIMATE_KINDS = ['estimate', 'preliminary', 'reviewed', 'tender', 'settled']

/**
 * Corrects facts. All faults are told at once, those between facts (a date without an application) as well; with one
 * of them nothing is corrected.
 *
 * @param set new values by fact, as they came over the wire
 */
export function correctFacts(
  facts: CompoundFacts,
  set: Readonly<Record<string, unknown>>,
  context: FactContext,
): CorrectedFacts {
  const faults: FactFault[] = []
  const corrected: Record<string, unknown> = { ...facts }
  for (const [id, given] of Object.entries(set)) {
    const field = findFactField(id)
    const value = typeof given === 'string' ? given.trim() : given
    const expected = field === undefined ? '不是可以修改的项目' : expectationOf(field, value, context)
    if (expected !== null) faults.push({ field: id, value: given, expected })
    else corrected[id] = value
  }
  const result = dropDependents(corrected as unknown as CompoundFacts, set)
  faults.push(...faultsBetween(result, faults))
  return faults.length === 0 ? { ok: true, facts: result } : { ok: false, faults }
}

/** null where the value can stand. */
function expectationOf(field: FactField, value: unknown, context: FactContext): string | null {
  if (!mayEditFact(field, context.role)) return '须由区住建局修改'
  if (value === null || value === '') {
    if (field.open && value === null) return null
    return field.open ? '请填写,或标为待核实' : '必填'
  }
  switch (field.kind) {
    case 'text':
      return isPlainText(value, LONGEST_TEXT) ? null : `应为 1 至 ${LONGEST_TEXT} 个字的文字`
    case 'place':
      return typeof value === 'string' && context.subdistricts.has(value) ? null : '应为已有镇街的代码'
    case 'year':
      return isIntegerWithin(value, EARLIEST_YEAR, context.planYear)
        ? null
        : `应为 ${EARLIEST_YEAR} 至 ${context.planYear} 的年份,或待核实`
    case 'count':
      return isIntegerWithin(value, 0, MOST_COUNTED) ? null : `应为 0 至 ${MOST_COUNTED} 的整数`
    case 'area':
      return isAreaWithin(value, LARGEST_AREA) ? null : '应为不小于 0 的数(m²),最多两位小数'
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
        ? null
        : `应为 ${field.choices.join('、')} 之一`
    case 'yesNo':
      return typeof value === 'boolean' ? null : field.open ? '应为是、否或待核实' : '应为是或否'
    case 'date':
      return isPastDate(value, context.today) ? null : '应为不晚于今天的日期,如 2023-09-01'
    case 'estimates':
      return estimatesExpectation(value, context.today)
  }
}

/** Where a fact is taken away, what hangs on it goes with it unless it was given anew. */
function dropDependents(facts: CompoundFacts, set: Readonly<Record<string, unknown>>): CompoundFacts {
  const unapplied = facts.applicant === null || facts.applicant === 'none'
  return {
    ...facts,
    applicationFiledOn:
      unapplied && !('applicationFiledOn' in set && set['applicationFiledOn'] !== null)
        ? null
        : facts.applicationFiledOn,
    heritageProtectionPlan:
      facts.heritageListed !== true &&
      !('heritageProtectionPlan' in set && set['heritageProtectionPlan'] !== null)
        ? null
        : facts.heritageProtectionPlan,
  }
}

function faultsBetween(facts: CompoundFacts, found: readonly FactFault[]): FactFault[] {
  const clean = (...ids: FactId[]): boolean => !found.some((fault) => ids.some((id) => id === fault.field))
  const faults: FactFault[] = []
  const add = (field: FactId, expected: string): void =>
    void faults.push({ field, value: facts[field], expected })
  if (clean('applicant', 'applicationFiledOn')) {
    const applied = facts.applicant !== null && facts.applicant !== 'none'
    if (applied && facts.applicationFiledOn === null) add('applicationFiledOn', '有申请主体时须填申请日期')
    if (!applied && facts.applicationFiledOn !== null) add('applicant', '有申请日期时须填申请主体')
  }
  if (clean('heritageListed', 'heritageProtectionPlan')) {
    if (facts.heritageListed !== true && facts.heritageProtectionPlan !== null)
      add('heritageProtectionPlan', '未涉及历史文化街区或历史建筑时不填')
  }
  if (clean('builtYear', 'renovatedYear')) {
    const { builtYear, renovatedYear } = facts
    if (builtYear !== null && renovatedYear !== null && renovatedYear < builtYear)
      add('renovatedYear', `不早于建成年份 ${builtYear}`)
  }
  return faults
}

function estimatesExpectation(value: unknown, today: string): string | null {
  const form = `应为造价列表,每项有类型(${ESTIMATE_KINDS.join('、')})、金额(元,正整数)和不晚于今天的日期`
  if (!Array.isArray(value) || value.length > MOST_ESTIMATES) return form
  const items: readonly unknown[] = value
  return items.every((item) => isEstimate(item, today)) ? null : form
}

function isEstimate(item: unknown, today: string): boolean {
  if (typeof item !== 'object' || item === null) return false
  const { kind, amount, on, ...rest } = item as Record<string, unknown>
  return (
    typeof kind === 'string' &&
    ESTIMATE_KINDS.includes(kind) &&
    isIntegerWithin(amount, 1, HIGHEST_AMOUNT) &&
    isPastDate(on, today) &&
    Object.keys(rest).length === 0
  )
}

/** A day that is in the calendar. */
function isPastDate(value: unknown, today: string): boolean {
  const parts = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  if (parts === null || String(value) > today) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return year >= EARLIEST_YEAR && day >= 1 && day <= days
}
