import type {
  FactValue,
  ReviewColumn,
  ReviewEntry,
  ScoreFacts,
  ScoreReview,
} from '#core/compound/score-sheet.ts'
import { REGISTER_METRICS } from '#core/programme/score.ts'
import type { ScoringCriterion, ScoringRule, ScoringTable } from '#core/programme/scoring-table.ts'
import type { Random } from './random.ts'
import type { SheetCast } from './roles.ts'

/** Who signs, of nobody's real name. */
const REVIEWERS = ['示例复核员甲', '示例复核员乙', '示例复核员丙', '示例复核员丁'] as const
const TOWNSHIP_REVIEWERS = ['示例审核员甲', '示例审核员乙'] as const

/** Up to this many corrections are small ones; who claims on more criteria claims boldly. */
const TIMID = 2

/** Criteria a hopeful resident scores too high, and what the reviewer found instead. */
const CORRECTIONS: Readonly<Record<string, { readonly reason: string; readonly evidence: string }>> = {
  damageGrade: { reason: '现场查看,部分项目破损程度低于申报', evidence: '现场照片(带定位)' },
  infraGap: { reason: '与专营单位核对,部分管线已更换', evidence: '专营单位意见' },
  safetyHazard: { reason: '排查记录与申报等级不一致', evidence: '排查记录' },
  participation: { reason: '会议记录份数不足', evidence: '会议记录' },
  autonomy: { reason: '备案证明与申报不一致', evidence: '备案证明' },
  nonFiscalPermille: { reason: '出资承诺书金额核减', evidence: '出资承诺书' },
  longterm: { reason: '确认书未覆盖申报事项', evidence: '确认书' },
  illegalDemolition: { reason: '城管部门意见与申报不一致', evidence: '城管部门意见' },
  adjacentInPool: { reason: '图上量算与申报不一致', evidence: '图上量算' },
}

/**
 * How a sheet came to its facts (示例): the residents claimed more on a few criteria, the township took back some of
 * it, the re-check the rest. The last column says exactly `facts`, so that final scores rest on them alone.
 */
export function reviewScoring(
  table: ScoringTable,
  facts: ScoreFacts,
  sheet: SheetCast,
  random: Random,
): ScoreReview {
  const claimed = table.criteria.filter(
    (one) => CORRECTIONS[one.metric] !== undefined && facts[one.metric] !== null,
  )
  const raised = random.shuffled(claimed).slice(0, sheet.corrections)
  const byTownship = new Set(raised.filter((_, index) => index % 2 === 0).map(({ id }) => id))
  const overstated = new Set(raised.map(({ id }) => id))
  const filledOn = dayBefore(sheet.submittedOn ?? '2023-10-08', 6)
  const column = (
    reviewers: readonly string[],
    on: string,
    isHigh: (id: string) => boolean,
    corrects: (id: string) => boolean,
    covers: readonly ScoringCriterion[] = table.criteria,
  ) => ({
    tableId: table.id,
    entries: Object.fromEntries(
      covers.map((one): [string, ReviewEntry] => {
        const own = facts[one.metric] ?? null
        const fact = isHigh(one.id) ? better(one.rule, own, sheet.corrections > TIMID) : own
        const proof = corrects(one.id) ? CORRECTIONS[one.metric] : undefined
        return [
          one.id,
          {
            ...(REGISTER_METRICS.has(one.metric) ? {} : { fact }),
            ...(proof === undefined ? {} : { reason: proof.reason }),
            evidence: proof === undefined ? [] : [proof.evidence],
            reviewers,
            on,
          },
        ]
      }),
    ),
  })
  const columns: { [name in ReviewColumn]?: ScoreReview['columns'][name] } = {
    self: column(
      [],
      filledOn,
      (id) => overstated.has(id),
      () => false,
    ),
  }
  if (sheet.submittedOn !== null) {
    columns.township = column(
      [random.pick(TOWNSHIP_REVIEWERS)],
      sheet.submittedOn,
      (id) => overstated.has(id) && !byTownship.has(id),
      (id) => byTownship.has(id),
    )
  }
  const rechecked = table.criteria.slice(0, table.criteria.length - sheet.unreviewed)
  if (sheet.recheckedOn !== null || (sheet.unreviewed > 0 && rechecked.length > 0)) {
    columns.recheck = column(
      random.shuffled(REVIEWERS).slice(0, 2),
      sheet.recheckedOn ?? '2023-11-21',
      () => false,
      (id) => overstated.has(id) && !byTownship.has(id),
      rechecked,
    )
  }
  return { columns, findings: [], decisions: [] }
}

/** A fact that scores a little more: one item, one grade, a share a fifth higher; boldly: the most there is. */
function better(rule: ScoringRule, fact: FactValue, isBold: boolean): FactValue {
  switch (rule.type) {
    case 'enum':
      return isBold ? bestOf(rule.values) : nextBetter(rule.values, fact)
    case 'sum':
      return raisedItem(fact, rule.parts, isBold, (value) => (value === true ? value : true))
    case 'checklist':
      return raisedItem(fact, rule.items, isBold, (value) =>
        isBold ? bestOf(rule.grades) : nextBetter(rule.grades, value),
      )
    case 'linear':
    case 'steps':
      return typeof fact === 'number' ? Math.round(fact * (isBold ? 1.5 : 1.2)) : fact
  }
}

/** The first item that can be raised, or all of them. */
function raisedItem(
  fact: FactValue,
  items: readonly (readonly [string, number])[],
  isAll: boolean,
  raise: (value: string | boolean | null) => string | boolean | null,
): FactValue {
  const known = typeof fact === 'object' && fact !== null ? fact : {}
  let isRaised = false
  return Object.fromEntries(
    items.map(([item]) => {
      const value = known[item] ?? null
      const raised = isAll || !isRaised ? raise(value) : value
      isRaised ||= raised !== value
      return [item, raised]
    }),
  )
}

function nextBetter(values: Readonly<Record<string, number>>, now: FactValue): string | null {
  const points = typeof now === 'string' ? values[now] : undefined
  if (typeof now !== 'string' || points === undefined) return null
  const above = Object.entries(values).filter(([, given]) => given > points)
  return above.sort((x, y) => x[1] - y[1])[0]?.[0] ?? now
}

function bestOf(values: Readonly<Record<string, number>>): string {
  return Object.entries(values).reduce((best, next) => (next[1] > best[1] ? next : best), ['', -1])[0]
}

function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10)
}
