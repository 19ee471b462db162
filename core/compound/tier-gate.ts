import type { ProgrammePolicy } from '../programme/programme.ts'
import { check } from './scope-checks.ts'
import type { Check, Tier, Verdict } from './verdict.ts'

/** What only the programme can say about tier B (notice 三, C2). null = not yet worked out. */
export interface TierGateFacts {
  /** Are the compounds of tier A assured of their renovation? */
  readonly tierAAssured: boolean | null
  /** Does the money reach for this compound after tier A? */
  readonly fiscalRoom: boolean | null
}

/** P11: a compound of tier B enters only once tier A is assured and the money reaches. */
export function checkTierGate(tier: Tier, policy: ProgrammePolicy, facts: TierGateFacts): Check {
  if (tier === 'A') return check(policy, 'P11', 'pass', `${policy.tierYears.A}年底前建成,不受此条限制`)
  if (tier === 'none') return check(policy, 'P11', 'pass', '建成年代未定或不在范围内,此条不适用')
  const { A, B } = policy.tierYears
  const verdict = both(facts.tierAAssured, facts.fiscalRoom)
  const assured = stateText(`${A}年底前任务`, facts.tierAAssured, '已确保', '未确保')
  const room = stateText('资金', facts.fiscalRoom, '可承受', '不足')
  const reason = `${A + 1}–${B}年小区:须先确保${A}年底前任务且财政可承受(${assured},${room})`
  return check(policy, 'P11', verdict, reason, {
    tierAAssured: String(facts.tierAAssured),
    fiscalRoom: String(facts.fiscalRoom),
  })
}

function both(a: boolean | null, b: boolean | null): Verdict {
  if (a === false || b === false) return 'fail'
  return a === true && b === true ? 'pass' : 'unknown'
}

function stateText(what: string, fact: boolean | null, yes: string, no: string): string {
  if (fact === null) return `${what}待定`
  return `${what}${fact ? yes : no}`
}
