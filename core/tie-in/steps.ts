import type { Role } from '../access/roles.ts'

/** Where a tie-in point stands between the request and the survey of the finished works (DOMAIN 2.10). */
export const TIE_IN_STATES = ['REQUESTED', 'MARKED', 'CONFIRMED', 'REJECTED', 'BUILT', 'VERIFIED'] as const

export type TieInState = (typeof TIE_IN_STATES)[number]

/** What people do with a point; `take_back` goes one step back. */
export type TieInStep = 'request' | 'mark' | 'confirm' | 'reject' | 'build' | 'verify' | 'take_back'

interface StepRule {
  /** The state it leads to, from each state it may be taken in. */
  readonly to: Readonly<Partial<Record<TieInState, TieInState>>>
  readonly roles: readonly Role[]
}

/** 镇街 requests for its own area only, which is asked beside this table. */
const REQUESTERS: readonly Role[] = ['planner', 'subdistrict']
const CENTRE: readonly Role[] = ['centre']

const STEPS: Readonly<Record<TieInStep, StepRule>> = {
  request: { to: {}, roles: REQUESTERS },
  mark: {
    to: { REQUESTED: 'MARKED', MARKED: 'MARKED', CONFIRMED: 'MARKED', REJECTED: 'MARKED' },
    roles: CENTRE,
  },
  confirm: { to: { MARKED: 'CONFIRMED' }, roles: CENTRE },
  reject: { to: { REQUESTED: 'REJECTED', MARKED: 'REJECTED', CONFIRMED: 'REJECTED' }, roles: CENTRE },
  build: { to: { CONFIRMED: 'BUILT' }, roles: CENTRE },
  verify: { to: { BUILT: 'VERIFIED' }, roles: CENTRE },
  take_back: {
    to: { CONFIRMED: 'MARKED', REJECTED: 'MARKED', BUILT: 'CONFIRMED', VERIFIED: 'BUILT' },
    roles: CENTRE,
  },
}

/**
 * The state a step leads to; null where the point is not in a state for it.
 *
 * @example
 * nextState('confirm', 'MARKED') // 'CONFIRMED'
 * nextState('build', 'MARKED') // null
 */
export function nextState(step: TieInStep, state: TieInState): TieInState | null {
  return STEPS[step].to[state] ?? null
}

/** Steps this role may take from here. */
export function stepsFrom(state: TieInState, role: Role): TieInStep[] {
  return (Object.keys(STEPS) as TieInStep[]).filter(
    (step) => nextState(step, state) !== null && STEPS[step].roles.includes(role),
  )
}

/** A person has decided for it: no calculation moves it, and it takes its share of the mains first. */
export function isFixed(state: TieInState): boolean {
  return state === 'CONFIRMED' || state === 'BUILT' || state === 'VERIFIED'
}
