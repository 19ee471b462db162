import type { TieDecisionRequest } from '../api/tie-decisions.ts'
import { rankProgramme } from './rank-programme.ts'
import type { PreparedProgramme } from './prepared.ts'

/** A field of a decision that cannot be taken, with why, in Chinese. */
export interface TieFault {
  readonly field: 'order' | 'on'
  readonly message: string
}

/**
 * Every fault of a decision beside the ranking as it would be without it: it must name all that are tied with each
 * other, each once, and nobody else. @param today ISO date: a meeting yet to come has decided nothing
 */
export function tieFaults(
  prepared: PreparedProgramme,
  { order, on }: Pick<TieDecisionRequest, 'order' | 'on'>,
  today: string,
  own: string | null = null,
): readonly TieFault[] {
  const faults: TieFault[] = []
  if (on > today) faults.push({ field: 'on', message: `会议日期 ${on} 尚未到来,请在会议审定后记录` })
  if (new Set(order).size < order.length) faults.push({ field: 'order', message: '同一个小区出现了两次' })
  const tieDecisions = prepared.tieDecisions.filter(({ id }) => id !== own)
  const { ranked } = rankProgramme({ ...prepared, tieDecisions })
  const first = ranked.find(({ row }) => row.id === order[0])
  const tied = ranked.filter((place) => place.tied && place.rank === first?.rank)
  const named = new Set(order)
  const missing = tied.filter(({ row }) => !named.has(row.id)).map(({ row }) => row.entry.name)
  const ids = new Set(tied.map(({ row }) => row.id))
  const names = new Map(prepared.compounds.map(({ id, name }) => [id, name]))
  const strangers = order.filter((id) => !ids.has(id)).map((id) => names.get(id) ?? id)
  if (strangers.length > 0) {
    faults.push({ field: 'order', message: `${quoted(strangers)}目前并不与其他小区并列` })
  }
  if (missing.length > 0) {
    faults.push({ field: 'order', message: `${quoted(missing)}同样并列,审定须排出全部并列小区的先后` })
  }
  return faults
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `「${name}」`).join('')
}
