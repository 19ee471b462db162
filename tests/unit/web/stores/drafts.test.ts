import fc from 'fast-check'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CompoundDetail } from '#core/api/compounds.ts'
import { factsOf, type CompoundFacts, type FactId } from '#core/compound/facts.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { conflictsOf, theirChanges, useDrafts } from '#web/stores/drafts.ts'

const facts = factsOf(aCompound())

function detailOf(version: number, changed: Partial<CompoundFacts> = {}): CompoundDetail {
  const properties = { name: '示例小区', version, facts: { ...facts, ...changed } }
  return { id: 'c1', properties } as unknown as CompoundDetail
}

const draft = () => {
  const found = useDrafts().drafts['c1']
  if (found === undefined) throw new Error('no draft')
  return found
}

describe('a draft of corrections', () => {
  beforeEach(() => setActivePinia(createPinia()))

  test('holds only what differs from the record', () => {
    const drafts = useDrafts()
    drafts.begin(detailOf(3))
    drafts.setFact('c1', 'builtYear', 1990)
    drafts.setFact('c1', 'address', '文化路 9 号')
    drafts.setFact('c1', 'builtYear', facts.builtYear)
    expect(draft().set).toEqual({ address: '文化路 9 号' })
  })

  test('stays when the form is left, unless nothing was begun', () => {
    const drafts = useDrafts()
    drafts.begin(detailOf(3))
    drafts.leave()
    expect(drafts.drafts).toEqual({})
    drafts.begin(detailOf(3))
    drafts.setFact('c1', 'builtYear', 1990)
    drafts.leave()
    drafts.begin(detailOf(3))
    expect(draft().set).toEqual({ builtYear: 1990 })
  })

  test('goes on from a newer record by itself where nobody changed the same fact', () => {
    const drafts = useDrafts()
    drafts.begin(detailOf(3))
    drafts.setFact('c1', 'builtYear', 1990)
    drafts.leave()
    drafts.begin(detailOf(4, { address: '建设大街 1 号' }))
    expect(draft()).toMatchObject({ base: { version: 4 }, set: { builtYear: 1990 }, theirs: null })
  })

  test('shows both sides of a fact both changed, and takes what the person says', () => {
    const drafts = useDrafts()
    drafts.begin(detailOf(3))
    drafts.setFact('c1', 'builtYear', 1990)
    drafts.setFact('c1', 'address', '文化路 9 号')
    drafts.meet('c1', {
      version: 4,
      facts: { ...facts, builtYear: 1992, address: '建设大街 1 号', community: '新社区' },
    })
    expect(conflictsOf(draft()).map(({ field, mine, theirs }) => [field, mine, theirs])).toEqual([
      ['address', '文化路 9 号', '建设大街 1 号'],
      ['builtYear', 1990, 1992],
    ])
    expect(theirChanges(draft()).map(({ field }) => field)).toEqual(['community'])
    drafts.settle('c1', ['builtYear'])
    expect(draft()).toMatchObject({ base: { version: 4 }, set: { address: '文化路 9 号' }, theirs: null })
    expect(Object.keys(draft().set)).toEqual(['address'])
  })

  test('whatever both changed, what is saved is mine where I keep it and theirs everywhere else', () => {
    const fields: readonly FactId[] = [
      'builtYear',
      'renovatedYear',
      'declaredHouseholds',
      'declaredBuildings',
    ]
    const change = fc.dictionary(fc.constantFrom(...fields), fc.integer({ min: 1990, max: 1993 }))
    fc.assert(
      fc.property(change, change, fc.subarray([...fields]), (mine, theirs, taken) => {
        setActivePinia(createPinia())
        const drafts = useDrafts()
        drafts.begin(detailOf(1))
        for (const [field, value] of Object.entries(mine)) drafts.setFact('c1', field as FactId, value)
        const theirFacts = { ...facts, ...theirs } as CompoundFacts
        drafts.meet('c1', { version: 2, facts: theirFacts })
        const disputed = conflictsOf(draft()).map(({ field }) => field)
        drafts.settle('c1', taken)
        const saved = { ...draft().base.facts, ...draft().set }
        for (const field of fields) {
          const keepsMine = field in mine && !(disputed.includes(field) && taken.includes(field))
          const unchangedByMe = mine[field] === facts[field]
          expect(saved[field]).toBe(keepsMine && !unchangedByMe ? mine[field] : theirFacts[field])
        }
      }),
    )
  })
})
