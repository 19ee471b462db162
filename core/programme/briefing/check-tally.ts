import type { CheckId, Verdict } from '../../compound/verdict.ts'
import type { JudgedProgramme } from '../prepare.ts'

/** One rule and how many compounds it keeps out. */
export interface CheckTally {
  readonly check: CheckId
  readonly clause: string
  readonly compounds: number
  /** Of these, the ones that nothing else keeps out. */
  readonly alone: number
}

/**
 * Which rules make compounds ineligible (`fail`) or leave them unverified (`unknown`), the most frequent first. A
 * compound that fails three rules counts under each of the three, so the tallies do not add up to the compounds.
 */
export function tallyChecks(
  { dossiers }: Pick<JudgedProgramme, 'dossiers'>,
  verdict: Exclude<Verdict, 'pass'>,
): readonly CheckTally[] {
  const wanted = verdict === 'fail' ? 'ineligible' : 'unverified'
  const tallies = new Map<CheckId, { clause: string; compounds: number; alone: number }>()
  for (const { judgement } of dossiers.values()) {
    const { eligibility, checks } = judgement
    if (eligibility !== wanted) continue
    // P11 belongs to the programme and bars nobody.
    const standing = checks.filter((check) => check.verdict === verdict && check.id !== 'P11')
    for (const { id, clause } of standing) {
      const tally = tallies.get(id) ?? { clause, compounds: 0, alone: 0 }
      tally.compounds += 1
      if (standing.length === 1) tally.alone += 1
      tallies.set(id, tally)
    }
  }
  return [...tallies]
    .map(([check, tally]) => ({ check, ...tally }))
    .sort((a, b) => b.compounds - a.compounds || Number(a.check.slice(1)) - Number(b.check.slice(1)))
}
