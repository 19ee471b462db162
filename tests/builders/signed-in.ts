import type { Role } from '#core/access/roles.ts'
import { addAccount } from '#server/auth/add-account.ts'
import type { StoredAccount } from '#server/store/accounts.ts'
import type { TestServer } from './server-builder.ts'

/** Long enough and of no pattern. */
export const TEST_PASSWORD = 'Harbour-lamp-73-willow'

/** Requests of one signed-in person. */
export interface Visitor {
  readonly account: StoredAccount
  readonly cookie: string
  get(path: string): Promise<Response>
  json<Body>(path: string): Promise<Body>
  /** POST, PUT, PATCH or DELETE; `version` goes along as `If-Match`. */
  send(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    version?: number,
  ): Promise<Response>
}

let count = 0

/** Somebody of this role, signed in through the real route; a 镇街 person with the area given. */
export async function signedIn(
  server: TestServer,
  role: Role,
  area: { readonly subdistrict?: string } = {},
): Promise<Visitor> {
  count += 1
  const username = `${role}_${count}`
  const result = await addAccount(
    server.store,
    {
      username,
      name: `测试${role}`,
      role,
      subdistrict: area.subdistrict ?? null,
      password: TEST_PASSWORD,
      mustChangePassword: false,
    },
    { id: null, username: 'test', name: '测试', role: 'console' },
  )
  if (!result.ok) throw new Error(JSON.stringify(result.faults))
  return asVisitor(server, result.account, await signIn(server, username, TEST_PASSWORD))
}

/** The cookie of a session just opened. */
export async function signIn(server: TestServer, username: string, password: string): Promise<string> {
  const response = await server.post('/api/auth/sign-in/username', { username, password })
  if (response.status !== 200)
    throw new Error(`sign-in answered ${response.status}: ${await response.text()}`)
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ')
}

export function asVisitor(server: TestServer, account: StoredAccount, cookie: string): Visitor {
  const get = (path: string): Promise<Response> => server.get(path, { cookie })
  return {
    account,
    cookie,
    get,
    async json<Body>(path: string) {
      const response = await get(path)
      if (response.status !== 200)
        throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as Body
    },
    async send(method, path, body, version) {
      return server.request(path, {
        method,
        headers: {
          cookie,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    },
  }
}
