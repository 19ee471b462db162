import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import { regionOfRing } from '#core/geo/region.ts'
import { aFeature } from '#tests/builders/feature-builder.ts'
import { clearPick, invertPick, pick, togglePick } from '#web/commands/pick-compounds.ts'
import { useCompounds } from '#web/stores/compounds.ts'
import { useFilters } from '#web/stores/filters.ts'
import { useHistory } from '#web/stores/history.ts'
import { useMessages } from '#web/stores/messages.ts'
import { usePicked } from '#web/stores/picked.ts'

const picked = (): string[] => [...usePicked().ids].sort()

beforeEach(() => {
  setActivePinia(createPinia())
  useCompounds().register = [
    aFeature('a', [0, 0], { floorArea: 0.1, households: 1, cost: 1, selected: true }),
    aFeature('b', [1, 0], { floorArea: 0.2, households: 20, cost: 20 }),
    aFeature('c', [2, 0], { eligibility: 'ineligible', households: 300, cost: 300 }),
    aFeature('d', [0, 1], { eligibility: 'renovated', households: 4000, cost: 4000 }),
  ]
})

describe('the picked set', () => {
  test('is replaced, added to and taken from, and counts itself', () => {
    pick('replace', ['a', 'b'], 'click')
    expect(usePicked().account).toEqual({
      compounds: 2,
      buildings: 8,
      households: 21,
      floorArea: 0.3,
      cost: 21,
      selected: 1,
      selectedCost: 1,
      remaining: null,
    })
    pick('add', ['b', 'c'], 'click')
    pick('remove', ['a'], 'click')
    expect(picked()).toEqual(['b', 'c'])
    togglePick('b')
    togglePick('d')
    expect(picked()).toEqual(['c', 'd'])
    pick('replace', ['a'], 'click')
    expect(picked()).toEqual(['a'])
    clearPick()
    expect(usePicked().account.compounds).toBe(0)
  })

  test('is a step each time, which can be taken back and done again by its name', async () => {
    pick('replace', ['a', 'b'], 'lasso')
    pick('remove', ['a'], 'click')
    invertPick()
    const history = useHistory()
    expect(history.past.map(({ label }) => label)).toEqual(['套索:选中 2 个', '点选:减选 1 个', '反选'])
    await history.undo()
    expect(picked()).toEqual(['b'])
    await history.undo()
    expect(picked()).toEqual(['a', 'b'])
    await history.redo(2)
    expect(picked()).toEqual(['a', 'c', 'd'])
  })

  test('is turned round among what the filters show, and twice is as before', () => {
    pick('replace', ['a', 'd'], 'click')
    useFilters().eligibilities = ['eligible', 'ineligible']
    invertPick()
    expect(picked()).toEqual(['b', 'c', 'd'])
    invertPick()
    expect(picked()).toEqual(['a', 'd'])
  })

  test('says aloud what became of it, once', () => {
    pick('replace', ['c'], 'click')
    expect(useMessages().announcement).toContain('300')
    const before = usePicked().ids
    pick('add', ['c'], 'click')
    expect(usePicked().ids).toBe(before)
  })

  test('takes what an outline meets, or only what it holds', () => {
    const outline = regionOfRing([
      [119.5995, 39.8995],
      [119.6025, 39.8995],
      [119.6025, 39.9015],
      [119.5995, 39.9015],
    ])
    const store = usePicked()
    expect(store.inside(outline)).toEqual(['a', 'b'])
    store.rule = 'within'
    expect(store.inside(outline)).toEqual(['a'])
  })

  test('keeps what a year does not know, without counting it', () => {
    pick('replace', ['a', 'gone'], 'click')
    expect(usePicked().account.compounds).toBe(1)
    expect(usePicked().box).not.toBeNull()
    pick('replace', ['gone'], 'click')
    expect(usePicked().box).toBeNull()
  })
})
