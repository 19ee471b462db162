import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectedVersion, refuseStale } from '#server/middleware/if-match.ts'
import { identify } from '#server/middleware/identity.ts'
import type { ApiEnv } from '#server/middleware/identity.ts'
import { problemFromError } from '#server/middleware/problem.ts'
import { requireOwnArea, requireRole, requireSignIn } from '#server/middleware/require-role.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

const answer = { 200: { description: '', content: { 'application/json': { schema: z.unknown() } } } }
const params = z.object({ area: z.string() })

/** A record of version 7, the way every write is guarded. */
function guardedApp({ parts }: TestServer) {
  const app = new OpenAPIHono<ApiEnv>()
  app.onError((error, context) => problemFromError(context, error, parts.report))
  app.use(identify(parts.auth))
  const write = createRoute({
    ...requireRole('planner', 'subdistrict'),
    method: 'patch',
    path: '/things/{area}',
    request: { params },
    responses: answer,
  })
  const anybody = createRoute({ ...requireSignIn(), method: 'post', path: '/notes', responses: answer })
  app.openapi(write, (context) => {
    const { actor } = context.var
    requireOwnArea(actor, context.req.valid('param').area)
    refuseStale(expectedVersion(context), { version: 7 })
    return context.json({ by: actor.username, request: actor.request }, 200)
  })
  app.openapi(anybody, (context) => context.json({ by: context.var.actor.username }, 200))
  return app
}

let server: TestServer
let app: ReturnType<typeof guardedApp>

beforeAll(async () => {
  server = await aServer({ data: [] })
  app = guardedApp(server)
})

afterAll(() => server.close())

const patch = (headers: Record<string, string>, area = '1') =>
  app.request(`/things/${area}`, { method: 'PATCH', headers })

test('401 for nobody, 403 for another role, the person for the right one', async () => {
  const [leader, planner] = [await signedIn(server, 'leader'), await signedIn(server, 'planner')]
  expect((await patch({ 'if-match': '"7"' })).status).toBe(401)
  const refused = await patch({ cookie: leader.cookie, 'if-match': '"7"' })
  expect(refused.status).toBe(403)
  expect(((await refused.json()) as { detail: string }).detail).toContain('当前账号是领导(只读)')
  const done = await patch({ cookie: planner.cookie, 'if-match': '"7"' })
  expect(await done.json()).toEqual({ by: planner.account.username, request: 'PATCH /things/1' })
  expect((await app.request('/notes', { method: 'POST' })).status).toBe(401)
  expect((await app.request('/notes', { method: 'POST', headers: { cookie: leader.cookie } })).status).toBe(
    200,
  )
})

test('a 镇街 person is refused outside the own area', async () => {
  const [{ code = '' } = {}, { code: other = '' } = {}] = await server.store.db
    .selectFrom('subdistricts')
    .select('code')
    .execute()
  const { cookie } = await signedIn(server, 'subdistrict', { subdistrict: code })
  expect((await patch({ cookie, 'if-match': '"7"' }, code)).status).toBe(200)
  expect((await patch({ cookie, 'if-match': '"7"' }, other)).status).toBe(403)
})

test('428 without a version, 400 for nonsense, 412 for an old one with the record as it stands', async () => {
  const { cookie } = await signedIn(server, 'planner')
  expect((await patch({ cookie })).status).toBe(428)
  expect((await patch({ cookie, 'if-match': '*' })).status).toBe(400)
  const stale = await patch({ cookie, 'if-match': '"6"' })
  expect(stale.status).toBe(412)
  expect(await stale.json()).toMatchObject({ title: '记录已被他人修改', current: { version: 7 } })
  for (const tag of ['"7"', 'W/"7"', '7']) {
    expect((await patch({ cookie, 'if-match': tag })).status).toBe(200)
  }
})
