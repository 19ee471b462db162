import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROLES } from '#core/access/roles.ts'
import type { Role } from '#core/access/roles.ts'
import type { Access } from '#server/middleware/require-role.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

interface Operation {
  readonly 'x-access'?: Access
  readonly summary?: string
}

interface Route {
  readonly method: string
  readonly path: string
  readonly access: Access | undefined
  readonly summary: string
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** Open to everybody with `ACCESS=private` as well. */
const SIGN_IN = new Set([
  'GET /api/health',
  'GET /api/me',
  'POST /api/set-up',
  'POST /api/auth/sign-in/username',
  'POST /api/auth/sign-out',
])

let open: TestServer
let closed: TestServer
let routes: Route[] = []

beforeAll(async () => {
  open = await aServer({ data: [] })
  closed = await aServer({ data: [], access: 'private' })
  const { paths } = await open.json<{ paths: Record<string, Record<string, Operation>> }>('/api/openapi.json')
  routes = Object.entries(paths)
    .flatMap(([path, operations]) =>
      METHODS.filter((method) => method in operations).map((method) => ({
        method: method.toUpperCase(),
        path,
        access: operations[method]?.['x-access'] ?? (method === 'get' ? 'everyone' : undefined),
        summary: operations[method]?.summary ?? '',
      })),
    )
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
})

afterAll(async () => {
  await open.close()
  await closed.close()
})

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`

function isAllowed(access: Access | undefined, role: Role | null): boolean {
  if (access === undefined) return false
  if (access === 'everyone') return true
  return role !== null && (access === 'signed-in' || access.includes(role))
}

/** The status alone; parameters name nothing there is, bodies are empty, streams are let go. */
async function statusOf(server: TestServer, { method, path }: Route, cookie?: string): Promise<number> {
  const address = path.replace('{year}', '2024').replaceAll(/\{\w+\}/g, 'none')
  const response = await server.request(address, {
    method,
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'if-match': '"1"' }),
    },
    ...(method === 'GET' ? {} : { body: '{}' }),
  })
  await response.body?.cancel()
  return response.status
}

describe('who may use which route', () => {
  test('every route that writes says who may use it', () => {
    const silent = routes.filter(({ access }) => access === undefined).map(nameOf)
    expect(
      silent,
      'spread ...requireRole(…), ...requireSignIn() or ...openToEveryone() (server/middleware/require-role.ts) into createRoute of',
    ).toEqual([])
  })

  test('docs/access.md is the table of every route: after adding one, run this test with -u', async () => {
    await expect(tableOf(routes)).toMatchFileSnapshot('../../docs/access.md')
  })

  test('nobody: 401 where the table has no tick for everybody', async () => {
    for (const route of routes) {
      const status = await statusOf(open, route)
      if (isAllowed(route.access, null)) expect([401, 403], nameOf(route)).not.toContain(status)
      else expect(status, nameOf(route)).toBe(401)
    }
  })

  test.each(ROLES)('%s: 403 exactly where the table has no tick', async (role) => {
    const { cookie } = await signedIn(open, role)
    const last = (route: Route): number => Number(route.path.endsWith('sign-out'))
    for (const route of [...routes].sort((a, b) => last(a) - last(b))) {
      const status = await statusOf(open, route, cookie)
      // A wrong one-time code is 403 for anybody.
      if (route.path === '/api/set-up') continue
      if (isAllowed(route.access, role)) expect([401, 403], nameOf(route)).not.toContain(status)
      else expect(status, nameOf(route)).toBe(403)
    }
  })

  test('ACCESS=private: nobody gets past sign-in, a reader reads', async () => {
    const { cookie } = await signedIn(closed, 'leader')
    for (const route of routes) {
      const status = await statusOf(closed, route)
      if (SIGN_IN.has(nameOf(route))) expect(status, nameOf(route)).not.toBe(401)
      else expect(status, nameOf(route)).toBe(401)
    }
    for (const route of routes.filter(
      ({ access, path }) => access === 'everyone' && !path.includes('auth'),
    )) {
      expect(await statusOf(closed, route, cookie), nameOf(route)).not.toBe(401)
    }
  })
})

function tableOf(all: readonly Route[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const tick = (allowed: boolean): string => (allowed ? '✓' : '')
  return [
    '# Who may use which route',
    '',
    'Made by `npx vitest run tests/http/access.test.ts -u` from the OpenAPI document, and proved by the same test: without a',
    'tick the answer is 401 (nobody) or 403 (another role). With `ACCESS=private` a tick for everybody means everybody signed',
    'in, health and sign-in excepted. 镇街 (`subdistrict`) write in their own area only.',
    '',
    row(['route', 'everybody', ...ROLES, '']),
    row(['---', ...Array<string>(ROLES.length + 1).fill(':-:'), '---']),
    ...all.map((route) =>
      row([
        `\`${nameOf(route)}\``,
        tick(isAllowed(route.access, null)),
        ...ROLES.map((role) => tick(isAllowed(route.access, role))),
        route.summary,
      ]),
    ),
    '',
  ].join('\n')
}
