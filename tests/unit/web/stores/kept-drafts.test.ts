import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Person } from '#core/api/accounts.ts'
import { useAccount } from '#web/stores/account.ts'
import { useKeptDrafts } from '#web/stores/kept-drafts.ts'

const person = (id: string): Person => ({ id, username: id, name: id, role: 'planner' }) as unknown as Person

/** The page as it comes up again in the same tab. */
function reload(user: Person | null) {
  setActivePinia(createPinia())
  useAccount().user = user
  return useKeptDrafts()
}

describe('what somebody has typed and not saved', () => {
  beforeEach(() => {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    })
  })

  test('is there after a reload, for whoever typed it and nobody else', () => {
    reload(person('li')).keep('ballots/c1', '1-1-101 同意')
    expect(reload(null).of('ballots/c1')).toBeNull()
    expect(reload(person('wang')).of('ballots/c1')).toBeNull()
    expect(reload(person('li')).of('ballots/c1')).toBe('1-1-101 同意')
  })

  test('stays in hand while the session has ended, and is still theirs when they sign in again', () => {
    const keeper = reload(person('li'))
    expect(keeper.of('counts/c1')).toBeNull()
    useAccount().user = null
    keeper.keep('counts/c1', { agree: 96 })
    expect(keeper.of('counts/c1')).toEqual({ agree: 96 })
    expect(reload(person('li')).of('counts/c1')).toEqual({ agree: 96 })
  })

  test('goes when it is saved or given up, and a damaged storage is as an empty one', () => {
    const keeper = reload(person('li'))
    keeper.keep('a', 1)
    keeper.drop('a')
    expect(reload(person('li')).of('a')).toBeNull()
    sessionStorage.setItem('renewal-map.kept', '{')
    expect(reload(person('li')).of('a')).toBeNull()
  })

  test('of nobody is not kept', () => {
    const keeper = reload(null)
    keeper.keep('a', 1)
    expect(keeper.of('a')).toBeNull()
  })
})
