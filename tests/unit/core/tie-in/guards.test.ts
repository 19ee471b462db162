import { expect, test } from 'vitest'
import { compareAsBuilt } from '#core/tie-in/as-built.ts'
import { unmetGuards, type StepFacts } from '#core/tie-in/guards.ts'
import { neverAllowed } from '#core/tie-in/soft-rules.ts'
import { toLngLat, toPlane } from '#core/geo/projection.ts'
import type { Reason } from '#core/drainage/model.ts'
import type { LngLat } from '#core/compound/compound.ts'

const tolerance = { position: 0.15, invert: 0.03, confirmed: false }
const PLACE: LngLat = [119.6, 39.94]

function facts(more: Partial<StepFacts> = {}): StepFacts {
  return {
    state: 'MARKED',
    feasible: true,
    warnings: [],
    overrides: [],
    stale: false,
    otherFixed: null,
    today: '2024-06-30',
    builtOn: null,
    survey: null,
    tolerance,
    ...more,
  }
}

const guards = (step: Parameters<typeof unmetGuards>[0], more: Partial<StepFacts> = {}): string[] =>
  unmetGuards(step, facts(more)).map(({ guard }) => guard)

test('a feasible, fresh point without deviations may be confirmed; everything else is named at once', () => {
  expect(guards('confirm')).toEqual([])
  expect(guards('confirm', { feasible: false, stale: true, otherFixed: 'W-9' })).toEqual([
    'FEASIBLE',
    'ONE_POINT',
    'FRESH',
  ])
  expect(guards('confirm', { state: 'BUILT' })).toEqual(['ORDER'])
})

test('each 宜 deviation needs a reason of its own; what only informs needs none', () => {
  const warnings: Reason[] = [
    { code: 'COVER', m: 0.5, where: 'start' },
    { code: 'V_MAX', v: 5.4 },
    { code: 'DROP', m: 1.4 },
    { code: 'TIGHT', ratio: 0.95 },
  ]
  expect(guards('confirm', { warnings })).toEqual(['OVERRIDE_COVER', 'OVERRIDE_V_MAX'])
  const overrides = [
    { code: 'COVER', reason: '加设套管' },
    { code: 'V_MAX', reason: '井底加固' },
  ]
  expect(guards('confirm', { warnings, overrides })).toEqual([])
  // As the engine says it: over 4 m up to DN600 (5.5.2).
  expect(guards('confirm', { warnings: [{ code: 'DROP', m: 4.2, most: 4 }] })).toEqual(['OVERRIDE_DROP'])
})

test('雨污混接 is never allowed, other refusals may at least be marked', () => {
  const reasons: Reason[] = [
    { code: 'NOT_STORM', pipe: 'P-1', system: 'WS' },
    { code: 'HEAD_SHORT', m: 0.2 },
    { code: 'OUTFALL_NOT_STORM', well: 'W-9' },
  ]
  expect(neverAllowed(reasons).map(({ code }) => code)).toEqual(['NOT_STORM', 'OUTFALL_NOT_STORM'])
})

test('works need a date that is not in the future', () => {
  const confirmed = { state: 'CONFIRMED' } as const
  expect(guards('build', confirmed)).toEqual(['BUILT_ON'])
  expect(guards('build', { ...confirmed, builtOn: '2024-07-01' })).toEqual(['BUILT_ON'])
  expect(guards('build', { ...confirmed, builtOn: '2024-06-30' })).toEqual([])
})

test('the survey is held against the design: the bounds pass, a millimetre beyond does not', () => {
  const at = (east: number, invert: number) => {
    const [x, y] = toPlane(PLACE)
    return compareAsBuilt(
      { position: PLACE, invertEnd: 4.5 },
      { position: toLngLat([x + east, y]), invert },
      tolerance,
    )
  }
  expect(at(0.15, 4.53)).toEqual({ distance: 0.15, invert: 0.03, within: true })
  expect(at(0.151, 4.5).within).toBe(false)
  expect(at(0, 4.469)).toMatchObject({ invert: -0.031, within: false })
  expect(
    compareAsBuilt({ position: PLACE, invertEnd: null }, { position: PLACE, invert: 9 }, tolerance),
  ).toEqual({ distance: 0, invert: null, within: true })
})

test('a survey before the works, in the future or out of tolerance is refused, the last unless accepted', () => {
  const built = { state: 'BUILT', builtOn: '2024-06-10' } as const
  const survey = (on: string, within: boolean, accepted: string | null = null) => ({
    on,
    accepted,
    difference: { distance: within ? 0 : 0.4, invert: 0.01, within },
  })
  expect(guards('verify', built)).toEqual(['SURVEY'])
  expect(guards('verify', { ...built, survey: survey('2024-06-09', true) })).toEqual(['SURVEY_ON'])
  expect(guards('verify', { ...built, survey: survey('2024-07-09', true) })).toEqual(['SURVEY_ON'])
  expect(guards('verify', { ...built, survey: survey('2024-06-20', false) })).toEqual(['TOLERANCE'])
  expect(guards('verify', { ...built, survey: survey('2024-06-20', false, '设计变更单 3 号') })).toEqual([])
  const [unmet] = unmetGuards('verify', facts({ ...built, survey: survey('2024-06-20', false) }))
  expect(unmet?.message).toContain('平面 0.400 m、管底标高 +0.010 m;限差 0.15 m、0.03 m(未核定)')
})
