import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TIE_IN_STATES } from '#core/tie-in/steps.ts'
import { isOverdue, standingPoint, WORK_GROUPS, workGroup, type WorkPoint } from '#core/tie-in/work-list.ts'

const point = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom(...TIE_IN_STATES),
  rank: fc.option(fc.integer({ min: 1, max: 9 })),
  byHand: fc.boolean(),
})

function aPoint(id: string, more: Partial<WorkPoint> = {}): WorkPoint {
  return { id, state: 'MARKED', rank: null, byHand: false, ...more }
}

test('the decided point speaks for a compound, then the one marked by hand, then the best', () => {
  const best = aPoint('best', { rank: 1 })
  const second = aPoint('second', { rank: 2 })
  const moved = aPoint('moved', { byHand: true })
  const confirmed = aPoint('confirmed', { state: 'CONFIRMED', rank: 3 })
  const refused = aPoint('refused', { state: 'REJECTED' })
  expect(standingPoint([second, best])?.id).toBe('best')
  expect(standingPoint([best, moved, second])?.id).toBe('moved')
  expect(standingPoint([best, moved, confirmed])?.id).toBe('confirmed')
  expect(standingPoint([refused, second])?.id).toBe('refused')
  expect(standingPoint([])).toBeNull()
})

test('whatever the order of the points, the same kind of point speaks and the group is one of the list', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 8 }), (points) => {
      const groups = [points, [...points].reverse()].map((list) => workGroup(standingPoint(list)))
      expect(groups[0]).toBe(groups[1])
      expect(WORK_GROUPS).toContain(groups[0])
      const decided = points.some(({ state }) => ['CONFIRMED', 'BUILT', 'VERIFIED'].includes(state))
      expect(['confirmed', 'built', 'verified'].includes(groups[0] ?? '')).toBe(decided)
    }),
  )
})

test('超期: wanted before today and not confirmed', () => {
  expect(isOverdue('toConfirm', '2024-06-29', '2024-06-30')).toBe(true)
  expect(isOverdue('toMark', '2024-06-30', '2024-06-30')).toBe(false)
  expect(isOverdue('confirmed', '2024-01-01', '2024-06-30')).toBe(false)
  expect(isOverdue('toMark', null, '2024-06-30')).toBe(false)
})
