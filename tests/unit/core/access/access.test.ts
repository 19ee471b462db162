import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPersonName, isUserName, normaliseUserName } from '#core/access/account-names.ts'
import { countTry, LOCK_AFTER_FAILURES, LOCK_MS } from '#core/access/lockout.ts'
import type { SignInTries } from '#core/access/lockout.ts'
import { passwordFaults, PASSWORD_MAX_LENGTH } from '#core/access/password-rules.ts'
import { ABILITIES, isOwnArea, may, ROLES } from '#core/access/roles.ts'
import type { Ability } from '#core/access/roles.ts'

describe('roles', () => {
  test('system, accounts and audit are one role each, and none of them edits records', () => {
    const records: Ability[] = ['plan', 'edit', 'review', 'consent', 'household', 'connect']
    for (const role of ['admin', 'security', 'auditor', 'leader'] as const) {
      expect(records.filter((ability) => may(role, ability))).toEqual([])
    }
    const administration: Ability[] = ['admin', 'accounts', 'audit']
    for (const ability of administration) {
      expect(ROLES.filter((role) => may(role, ability))).toHaveLength(1)
    }
  })

  test('only the centre connects', () => {
    expect(ABILITIES.connect).toEqual(['centre'])
  })

  test('a 镇街 person works on the own area only, without an area on none', () => {
    expect(isOwnArea({ role: 'subdistrict', subdistrictCode: '1' }, '1')).toBe(true)
    expect(isOwnArea({ role: 'subdistrict', subdistrictCode: '1' }, '2')).toBe(false)
    expect(isOwnArea({ role: 'subdistrict', subdistrictCode: null }, '2')).toBe(false)
    expect(isOwnArea({ role: 'planner', subdistrictCode: null }, '2')).toBe(true)
  })
})

describe('names', () => {
  test.each(['zhang.san', '张三', 'a-b', 'x_1'])('%s is a user name', (name) =>
    expect(isUserName(normaliseUserName(name))).toBe(true),
  )
  test.each(['a', '../etc', '.hidden', '-rf', '<b>', 'a b', "o'x", 'x'.repeat(33), ''])(
    '%s is none',
    (name) => expect(isUserName(normaliseUserName(name))).toBe(false),
  )
  test('however it is typed it is one name', () => {
    expect(normaliseUserName(' Zhang.San ')).toBe(normaliseUserName('zhang.san'))
  })
  test('a person’s name has no unseen characters', () => {
    expect(isPersonName('张三 <script>')).toBe(true)
    for (const bad of ['', ' a', 'a\u202eb', 'a\nb', 'x'.repeat(41)]) expect(isPersonName(bad)).toBe(false)
  })
})

describe('passwords', () => {
  const codes = (password: string, name = 'zhangsan') =>
    passwordFaults(password, name).map(({ code }) => code)

  test.each(['Harbour-lamp-73', '海港区里的老柳树2024年', 'correct horse battery staple'])(
    '%s will do',
    (good) => expect(codes(good)).toEqual([]),
  )
  test.each([
    ['Kz7!', 'TOO_SHORT'],
    ['abcwnvkeqp', 'TOO_FEW_KINDS'],
    ['Zhangsan-2024', 'CONTAINS_NAME'],
    ['nasgnahz-2024', 'CONTAINS_NAME'],
    ['aaaaaaaaaa1', 'REPEATED'],
    ['1234567890ab', 'SEQUENCE'],
    ['Password2024!', 'COMMON'],
    ['admin@20242024', 'COMMON'],
    ['x'.repeat(PASSWORD_MAX_LENGTH + 1), 'TOO_LONG'],
  ])('%s: %s', (password, code) => expect(codes(password)).toContain(code))

  test('whatever is typed, it answers', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ maxLength: 20 }), (password, name) => {
        expect(Array.isArray(passwordFaults(password, name))).toBe(true)
      }),
    )
  })
})

describe('lockout', () => {
  /** Wrong passwords at these times; how many were looked at. */
  function tried(times: readonly number[]): number {
    let known: SignInTries | null = null
    let looked = 0
    for (const now of times) {
      const verdict = countTry(known, now)
      if (!verdict.allowed) continue
      looked += 1
      known = verdict.tries
    }
    return looked
  }

  test('of many in a row only so many are looked at', () => {
    expect(tried(Array.from({ length: 1000 }, (_, index) => index))).toBe(LOCK_AFTER_FAILURES)
  })

  test('whatever the rhythm, within one lock’s time never twice as many', () => {
    const rhythm = fc.array(fc.integer({ min: 0, max: LOCK_MS - 1 }), { maxLength: 200 })
    fc.assert(
      fc.property(rhythm, (times) => {
        expect(tried([...times].sort((a, b) => a - b))).toBeLessThanOrEqual(LOCK_AFTER_FAILURES)
      }),
    )
  })

  test('after the wait it starts from nought', () => {
    const locked = { failures: LOCK_AFTER_FAILURES, lastAt: 0, lockedUntil: LOCK_MS }
    expect(countTry(locked, LOCK_MS - 1)).toEqual({ allowed: false, waitMs: 1 })
    expect(countTry(locked, LOCK_MS)).toMatchObject({ allowed: true, tries: { failures: 1 } })
  })
})
