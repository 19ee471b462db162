import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Me } from '#core/api/accounts.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { asVisitor, signedIn, signIn, TEST_PASSWORD } from '#tests/builders/signed-in.ts'

describe('signing in', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await aServer({ data: [] })
  })

  afterAll(() => server.close())

  test('nobody is signed in at first', async () => {
    expect(await server.json<Me>('/api/me')).toMatchObject({ user: null })
  })

  test('a name and its password open a session, signing out ends it for good', async () => {
    const planner = await signedIn(server, 'planner')
    const { id, username } = planner.account
    expect(await planner.json<Me>('/api/me')).toMatchObject({
      user: { id, username, name: '测试planner', role: 'planner', subdistrictCode: null },
    })
    const out = await planner.send('POST', '/api/auth/sign-out')
    expect(out.status).toBe(200)
    expect(out.headers.getSetCookie().join()).toContain('Max-Age=0')
    // The cookie as a thief might have kept it.
    expect(await planner.json<Me>('/api/me')).toMatchObject({ user: null })
  })

  test('the cookie is out of reach of scripts and other sites', async () => {
    const { account } = await signedIn(server, 'leader')
    const response = await server.post('/api/auth/sign-in/username', {
      username: account.username.toUpperCase(),
      password: TEST_PASSWORD,
    })
    const cookies = response.headers.getSetCookie()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/HttpOnly/)
    expect(cookies[0]).toMatch(/SameSite=Strict/)
    expect(JSON.stringify(await response.json())).not.toMatch(/token|password|email/)
  })

  test('a wrong password and an unknown name answer alike', async () => {
    const { account } = await signedIn(server, 'leader')
    const answers = await Promise.all(
      [account.username, 'nobody', '../../etc/passwd', '<script>alert(1)</script>'].map(async (username) => {
        const response = await server.post('/api/auth/sign-in/username', { username, password: 'wrong' })
        return [response.status, await response.json()]
      }),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject([401, { title: '用户名或密码不正确' }])
  })

  test('15 wrong passwords lock the account, for the right password as well, and nobody else', async () => {
    const { account } = await signedIn(server, 'centre')
    const other = await signedIn(server, 'leader')
    const statuses: number[] = []
    for (let attempt = 0; attempt < 15; attempt += 1) {
      const { status } = await server.post('/api/auth/sign-in/username', {
        username: account.username,
        password: `wrong ${attempt}`,
      })
      statuses.push(status)
    }
    expect(statuses.slice(0, 9)).toEqual(Array(9).fill(401))
    expect(statuses.slice(9)).toEqual(Array(6).fill(429))
    const locked = await server.post('/api/auth/sign-in/username', {
      username: account.username,
      password: TEST_PASSWORD,
    })
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(await locked.json()).toMatchObject({ title: '账号已暂时锁定' })
    expect(await signIn(server, other.account.username, TEST_PASSWORD)).not.toBe('')

    await server.store.db
      .updateTable('sign_in_failures')
      .set({ locked_until: new Date(Date.now() - 1000).toISOString() })
      .execute()
    expect(await signIn(server, account.username, TEST_PASSWORD)).not.toBe('')
  })

  test('wrong passwords that come at the same moment are all counted', async () => {
    const { account } = await signedIn(server, 'centre')
    const statuses = await Promise.all(
      Array.from({ length: 15 }, async () => {
        const { username } = account
        return (await server.post('/api/auth/sign-in/username', { username, password: 'wrong' })).status
      }),
    )
    expect(statuses.filter((status) => status === 401).length).toBe(9)
  })

  test('a session nobody used and one too old both end, whatever the cookie says', async () => {
    const idle = await signedIn(server, 'planner')
    const old = await signedIn(server, 'planner')
    const past = new Date(Date.now() - 13 * 3600 * 1000).toISOString()
    await server.store.db
      .updateTable('sessions')
      .set({ expiresAt: past })
      .where('userId', '=', idle.account.id)
      .execute()
    await server.store.db
      .updateTable('sessions')
      .set({ createdAt: past })
      .where('userId', '=', old.account.id)
      .execute()
    for (const visitor of [idle, old]) {
      expect(await visitor.json<Me>('/api/me')).toMatchObject({ user: null })
    }
    const rest = await server.store.db
      .selectFrom('sessions')
      .select('id')
      .where('userId', 'in', [idle.account.id, old.account.id])
      .execute()
    expect(rest).toEqual([])
  })

  test('a forged or cut cookie is nobody', async () => {
    const { account, cookie } = await signedIn(server, 'admin')
    for (const bad of [cookie.slice(0, -4), cookie.replace('=', '=x'), 'renewal-map.session_token=abc.def']) {
      const visitor = asVisitor(server, account, bad)
      expect(await visitor.json<Me>('/api/me')).toMatchObject({ user: null })
    }
  })

  test('a disabled account gets no session, and the ones it has end at once', async () => {
    const { account, cookie } = await signedIn(server, 'planner')
    await server.store.db.updateTable('users').set({ banned: 1 }).where('id', '=', account.id).execute()
    expect(await asVisitor(server, account, cookie).json<Me>('/api/me')).toMatchObject({ user: null })
    const { username } = account
    const right = await server.post('/api/auth/sign-in/username', { username, password: TEST_PASSWORD })
    expect([right.status, await right.json()]).toMatchObject([403, { title: '账号已停用' }])
    const wrong = await server.post('/api/auth/sign-in/username', { username, password: 'wrong' })
    expect(wrong.status).toBe(401)
  })

  test('the rest of the sign-in library is not served', async () => {
    for (const path of ['sign-up/email', 'sign-in/email', 'admin/create-user', 'update-user']) {
      const body = { email: 'a@b.cn', password: TEST_PASSWORD, name: 'x' }
      expect((await server.post(`/api/auth/${path}`, body)).status).toBe(404)
    }
    expect((await server.get('/api/auth/get-session')).status).toBe(404)
  })
})

describe('where a write comes from', () => {
  let server: TestServer
  const path = '/api/programmes/2024/scenarios'
  const body = JSON.stringify({ budget: 0, policy: 'strict' })

  beforeAll(async () => {
    server = await aServer({ data: [] })
  })

  afterAll(() => server.close())

  test.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['the same name on another port', { origin: 'http://localhost:8080' }, 403],
    ['another site of an old browser', { 'sec-fetch-site': 'cross-site' }, 403],
    ['the page itself', { origin: 'http://localhost' }, 200],
    ['the page behind https', { origin: 'https://localhost' }, 200],
    ['no browser at all', {}, 200],
  ])('from %s', async (_who, headers: Record<string, string>, status) => {
    const response = await server.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    expect(response.status).toBe(status)
  })

  test('reading is open to other sites’ links', async () => {
    expect((await server.get('/api/compounds', { origin: 'https://evil.example' })).status).toBe(200)
  })
})

test('ACCESS=private closes everything but health and sign-in, and opens with a session', async () => {
  const server = await aServer({ data: [], access: 'private' })
  expect((await server.get('/api/health')).status).toBe(200)
  expect(await server.json<Me>('/api/me')).toMatchObject({ user: null })
  const closed = ['/api/compounds', '/api/openapi.json', '/tiles/pipes/1/0/0.mvt', '/api/settings']
  for (const path of closed) expect((await server.get(path)).status).toBe(401)
  const leader = await signedIn(server, 'leader')
  for (const path of closed) expect((await leader.get(path)).status).toBeLessThan(300)
  await server.close()
})
