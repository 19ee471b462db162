import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ROLES } from '#core/access/roles.ts'
import { isFixed, nextState, stepsFrom, TIE_IN_STATES } from '#core/tie-in/steps.ts'
import type { TieInState, TieInStep } from '#core/tie-in/steps.ts'

const STEPS: TieInStep[] = ['request', 'mark', 'confirm', 'reject', 'build', 'verify', 'take_back']

test('the way of a point: marked, confirmed, built, verified, each step only from the one before', () => {
  expect(nextState('mark', 'REQUESTED')).toBe('MARKED')
  expect(nextState('confirm', 'MARKED')).toBe('CONFIRMED')
  expect(nextState('build', 'CONFIRMED')).toBe('BUILT')
  expect(nextState('verify', 'BUILT')).toBe('VERIFIED')
  for (const [step, from] of [
    ['confirm', 'REQUESTED'],
    ['confirm', 'REJECTED'],
    ['build', 'MARKED'],
    ['verify', 'CONFIRMED'],
    ['mark', 'BUILT'],
    ['reject', 'BUILT'],
    ['take_back', 'REQUESTED'],
  ] as const) {
    expect(nextState(step, from), `${step} from ${from}`).toBeNull()
  }
})

test('what was built or verified is reached in order only, whatever is tried', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 30 }), (steps) => {
      let state: TieInState = 'REQUESTED'
      const seen: TieInState[] = [state]
      for (const step of steps) {
        state = nextState(step, state) ?? state
        seen.push(state)
      }
      if (seen.includes('BUILT')) expect(seen.indexOf('CONFIRMED')).toBeLessThan(seen.indexOf('BUILT'))
      if (seen.includes('CONFIRMED')) expect(seen.indexOf('MARKED')).toBeLessThan(seen.indexOf('CONFIRMED'))
      if (seen.includes('VERIFIED')) expect(seen.indexOf('BUILT')).toBeLessThan(seen.indexOf('VERIFIED'))
    }),
  )
})

test('only the centre takes steps on a point, and a verified one can only be taken back', () => {
  for (const state of TIE_IN_STATES) {
    for (const role of ROLES) {
      if (role !== 'centre') expect(stepsFrom(state, role)).toEqual([])
    }
  }
  expect(stepsFrom('MARKED', 'centre')).toEqual(['mark', 'confirm', 'reject'])
  expect(stepsFrom('VERIFIED', 'centre')).toEqual(['take_back'])
  expect(TIE_IN_STATES.filter(isFixed)).toEqual(['CONFIRMED', 'BUILT', 'VERIFIED'])
})
