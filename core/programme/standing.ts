import type { SelectInput } from './evaluation.ts'
import type { PreparedCompound, PreparedProgramme } from './prepared.ts'
import type { Merit } from './ranking.ts'
import { totallerOf } from './weights.ts'

/** Why a compound takes no part in the ranking. */
export type Bar = 'judgement' | 'excluded' | 'withdrawn' | 'unscored' | 'unpriced'

/** A compound before the ranking: its merit where it takes part, its bar where not. */
export interface Standing extends Merit {
  readonly entry: PreparedCompound
  /** Final score under the weights; null where there is none. */
  readonly final: number | null
  readonly bar: Bar | null
}

/** Standings of all compounds in the register's order. */
export function standingsOf(prepared: PreparedProgramme, input: SelectInput): readonly Standing[] {
  const total = totallerOf(prepared.scoringTable, input.weights)
  const excluded = new Set(input.exclude)
  return prepared.compounds.map((entry) => {
    const final = entry.hundredths === null ? null : total(entry.hundredths) / 100
    return {
      entry,
      final,
      bar: barOf(entry, final, excluded),
      id: entry.id,
      tier: entry.tier,
      score: final ?? 0,
      safety: entry.safety,
      consent: entry.consent ?? NO_CONSENT,
      households: entry.count.households,
      builtYear: entry.builtYear ?? 0,
    }
  })
}

/** Eligible compounds of tier A that wait for a score or a price: while one does, tier A is not assured. */
export function blockersOf(standings: readonly Standing[]): readonly string[] {
  return standings
    .filter(({ bar, tier }) => tier === 'A' && (bar === 'unscored' || bar === 'unpriced'))
    .map(({ entry }) => entry.name)
}

/** Chinese: why a compound has no rank. */
export function unrankedReason({ entry, bar }: Standing): string {
  const track = entry.maintenanceOnly ? ';列入保障性维护' : ''
  switch (bar) {
    case 'excluded':
      return `本方案中已排除,不参加排名${track}`
    case 'withdrawn':
      return `已撤回申请,不参加排名${track}`
    case 'unscored':
      return `${entry.unscored},最终得分未定,不参加排名${track}`
    case 'unpriced':
      return `无建筑面积也无投资估算,无法测算投资,不参加排名${track}`
    default:
      return `${entry.reasons.join(';')}${track}`
  }
}

const NO_CONSENT = { agree: 0, total: 1 }

function barOf(entry: PreparedCompound, final: number | null, excluded: ReadonlySet<string>): Bar | null {
  const { eligibility } = entry
  if (eligibility !== 'eligible' && eligibility !== 'conditional') return 'judgement'
  if (excluded.has(entry.id)) return 'excluded'
  if (entry.withdrawn) return 'withdrawn'
  if (final === null) return 'unscored'
  return entry.cost.amount > 0 ? null : 'unpriced'
}
