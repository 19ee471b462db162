import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, AccountList, Me } from '#core/api/accounts.ts'
import type { AuditList } from '#core/api/audit.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { asVisitor, signedIn, signIn, TEST_PASSWORD } from '#tests/builders/signed-in.ts'
import type { Visitor } from '#tests/builders/signed-in.ts'

const OTHER_PASSWORD = 'Ferry-84-lantern-moss'
let server: TestServer
let security: Visitor
let count = 0

beforeAll(async () => {
  server = await aServer({ data: [] })
  security = await signedIn(server, 'security')
})

afterAll(() => server.close())

async function added(role: string, extra: object = {}): Promise<Account> {
  count += 1
  const body = { username: `added${count}`, name: '王新', role, password: OTHER_PASSWORD, ...extra }
  const response = await security.send('POST', '/api/accounts', body)
  expect(response.status).toBe(200)
  return (await response.json()) as Account
}

describe('the first administrator', () => {
  const wish = { username: 'chief', name: '首任', password: TEST_PASSWORD }

  test('comes with the code on the console, once', async () => {
    const fresh = await aServer({ data: [] })
    await fresh.parts.auth.setUp.announce()
    expect(await fresh.json<Me>('/api/me')).toMatchObject({ needsSetUp: true })
    const code = /([0-9A-Z]{4}-){2}[0-9A-Z]{4}/.exec(fresh.said.join())?.[0] ?? ''
    const tried = (body: object) => fresh.post('/api/set-up', body)
    expect((await tried({ ...wish, code: 'AAAA-AAAA-AAAA' })).status).toBe(403)
    const weak = await tried({ ...wish, code, password: 'Password2024!' })
    expect([weak.status, await weak.json()]).toMatchObject([400, { errors: [{ field: 'password' }] }])
    const both = await Promise.all([tried({ ...wish, code: code.toLowerCase() }), tried({ ...wish, code })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await fresh.json<Me>('/api/me')).toMatchObject({ needsSetUp: false })
    expect((await tried({ ...wish, username: 'second', code })).status).toBe(409)
    expect(await signIn(fresh, 'chief', TEST_PASSWORD)).not.toBe('')
    await fresh.close()
  })

  test('a code guessed at too often is given up for another', async () => {
    const fresh = await aServer({ data: [] })
    await fresh.parts.auth.setUp.announce()
    const code = /([0-9A-Z]{4}-){2}[0-9A-Z]{4}/.exec(fresh.said.join())?.[0] ?? ''
    for (let guess = 0; guess < 6; guess += 1) {
      expect((await fresh.post('/api/set-up', { ...wish, code: `guess${guess}` })).status).toBe(403)
    }
    expect(fresh.said).toHaveLength(2)
    expect((await fresh.post('/api/set-up', { ...wish, code })).status).toBe(403)
    await fresh.close()
  })

  test('appoints the first security officer and nobody else', async () => {
    const fresh = await aServer({ data: [] })
    const admin = await signedIn(fresh, 'admin')
    const add = (username: string, role: string) =>
      admin.send('POST', '/api/accounts', { username, name: '某', role, password: OTHER_PASSWORD })
    expect((await add('p1', 'planner')).status).toBe(403)
    expect((await add('s1', 'security')).status).toBe(200)
    expect((await add('s2', 'security')).status).toBe(403)
    await fresh.close()
  })
})

describe('accounts', () => {
  test('one that was added must choose a password of its own before anything else', async () => {
    const { username } = await added('security')
    const person = asVisitor(server, security.account, await signIn(server, username, OTHER_PASSWORD))
    expect(await person.json<Me>('/api/me')).toMatchObject({ mustChangePassword: true })
    const early = await person.get('/api/accounts')
    expect([early.status, await early.json()]).toMatchObject([403, { title: '请先修改密码' }])
    const change = (current: string, next: string) =>
      person.send('POST', '/api/me/password', { current, next })
    expect((await change('wrong', TEST_PASSWORD)).status).toBe(400)
    expect((await change(OTHER_PASSWORD, `${username}-2024!`)).status).toBe(400)
    expect((await change(OTHER_PASSWORD, OTHER_PASSWORD)).status).toBe(400)
    expect((await change(OTHER_PASSWORD, TEST_PASSWORD)).status).toBe(200)
    expect((await person.get('/api/accounts')).status).toBe(200)
  })

  test('a new password ends the sessions elsewhere and keeps this one', async () => {
    const here = await signedIn(server, 'leader')
    const there = asVisitor(server, here.account, await signIn(server, here.account.username, TEST_PASSWORD))
    const body = { current: TEST_PASSWORD, next: OTHER_PASSWORD }
    expect((await here.send('POST', '/api/me/password', body)).status).toBe(200)
    expect((await here.json<Me>('/api/me')).user).not.toBeNull()
    expect((await there.json<Me>('/api/me')).user).toBeNull()
  })

  test('role, area and disabling take effect at once, and each is on record with its reason', async () => {
    const [area = { code: '', name: '' }] = await server.store.db
      .selectFrom('subdistricts')
      .select(['code', 'name'])
      .execute()
    const account = await added('planner')
    const person = asVisitor(server, security.account, await signIn(server, account.username, OTHER_PASSWORD))
    const path = `/api/accounts/${account.id}`
    const change = { role: 'subdistrict', subdistrict: area.name, reason: '调岗' }
    const moved = await security.send('PATCH', path, change, account.version)
    expect(await moved.json()).toMatchObject({ role: 'subdistrict', subdistrictCode: area.code, version: 2 })
    expect((await person.json<Me>('/api/me')).user).toBeNull()

    expect((await security.send('PATCH', path, { disabled: true }, account.version)).status).toBe(412)
    expect((await security.send('PATCH', path, { disabled: true })).status).toBe(428)
    expect((await security.send('PATCH', path, { disabled: true }, 2)).status).toBe(200)
    const refused = await server.post('/api/auth/sign-in/username', {
      username: account.username,
      password: OTHER_PASSWORD,
    })
    expect(refused.status).toBe(403)

    const auditor = await signedIn(server, 'auditor')
    const { items } = await auditor.json<AuditList>(`/api/audit?entity=account&entityId=${account.id}`)
    expect(items.map(({ action, reason }) => [action, reason])).toEqual([
      ['sign_in_refused', null],
      ['update', null],
      ['update', '调岗'],
      ['sign_in', null],
      ['create', null],
    ])
    expect(items[2]).toMatchObject({
      actor: { username: security.account.username, role: 'security' },
      before: { role: 'planner' },
      after: { role: 'subdistrict' },
      request: `PATCH ${path}`,
    })
    expect(JSON.stringify(items)).not.toContain(OTHER_PASSWORD)
  })

  test('a reset password unlocks and has to be changed', async () => {
    const account = await added('centre')
    const { username } = account
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await server.post('/api/auth/sign-in/username', { username, password: 'wrong' })
    }
    const reset = await security.send(
      'PATCH',
      `/api/accounts/${account.id}`,
      { password: TEST_PASSWORD },
      account.version,
    )
    expect(await reset.json()).toMatchObject({ mustChangePassword: true })
    expect(await signIn(server, username, TEST_PASSWORD)).not.toBe('')
  })

  test('nobody changes the own role, and the last officer stays', async () => {
    const path = `/api/accounts/${security.account.id}`
    const own = await security.send('PATCH', path, { role: 'admin' }, security.account.version)
    expect([own.status, await own.json()]).toMatchObject([409, {}])
    const admin = await signedIn(server, 'admin')
    const last = await security.send('PATCH', `/api/accounts/${admin.account.id}`, { disabled: true }, 1)
    expect(last.status).toBe(409)
    expect(((await last.json()) as { detail: string }).detail).toContain('最后一个启用的系统管理员')
  })

  test('names: taken ones, markup and paths are refused or come back as they are', async () => {
    const body = { name: '<img src=x onerror=alert(1)>', role: 'leader', password: OTHER_PASSWORD }
    for (const username of ['../../etc/passwd', '<script>', "a' or 1=1 --", 'a\u202eb']) {
      expect((await security.send('POST', '/api/accounts', { ...body, username })).status).toBe(400)
    }
    const { username } = await added('leader')
    const again = await security.send('POST', '/api/accounts', { ...body, username: username.toUpperCase() })
    expect(again.status).toBe(409)
    const marked = await added('leader', { name: body.name })
    const list = await security.get('/api/accounts')
    expect(list.headers.get('content-type')).toContain('application/json')
    const { items } = (await list.json()) as AccountList
    expect(items.find(({ id }) => id === marked.id)?.name).toBe(body.name)
    expect(JSON.stringify(items)).not.toMatch(/password"|hash|token/)
  })
})

test('the console resets a forgotten, locked and disabled account; its owner then chooses an own password', async () => {
  const person = await signedIn(server, 'planner')
  const { username, id } = person.account
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await server.post('/api/auth/sign-in/username', { username, password: 'wrong' })
  }
  await server.store.db.updateTable('users').set({ banned: 1 }).where('id', '=', id).execute()
  const reset = (name: string, password: string) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/main.ts', 'user', 'reset', name], {
      env: { ...process.env, DATA_DIR: dirname(server.databaseFile) },
      input: `${password}\n`,
      encoding: 'utf8',
    })
  expect(reset('nobody', OTHER_PASSWORD)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('nobody'),
  })
  expect(reset(username, 'short').status).toBe(2)
  expect(reset(username, OTHER_PASSWORD).status).toBe(0)
  expect(await person.json<Me>('/api/me')).toMatchObject({ user: null })
  const again = asVisitor(server, person.account, await signIn(server, username, OTHER_PASSWORD))
  expect(await again.json<Me>('/api/me')).toMatchObject({ mustChangePassword: true })
  const [row] = await server.store.db
    .selectFrom('audit_log')
    .select(['action', 'actor_username'])
    .where('entity_id', '=', id)
    .where('action', '=', 'reset_password')
    .execute()
  expect(row).toEqual({ action: 'reset_password', actor_username: 'cli' })
})
