import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SavedSetList } from '#core/api/sets.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'
import type { Visitor } from '#tests/builders/signed-in.ts'

let server: TestServer
let planner: Visitor

beforeAll(async () => {
  server = await aServer({ data: [aCompound({ id: 'a' })] })
  planner = await signedIn(server, 'planner')
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

function keep(name: string, key: string, visitor = planner): Promise<Response> {
  return server.request('/api/sets', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: visitor.cookie },
    body: JSON.stringify({ name, compoundIds: ['a'] }),
  })
}

const countOf = async (name: string): Promise<number> =>
  (await planner.json<SavedSetList>('/api/sets')).items.filter((set) => set.name === name).length

test('sent twice it is written once, and the second hears the first answer', async () => {
  const first = await keep('一', 'key-of-the-first')
  const second = await keep('一', 'key-of-the-first')
  expect([first.status, second.status]).toEqual([200, 200])
  expect(first.headers.get('idempotency-replayed')).toBeNull()
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await second.json()).toEqual(await first.json())
  expect(await countOf('一')).toBe(1)
})

test('twenty at the same moment: one write, nobody refused', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => keep('二', 'key-of-the-second')))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(answers.filter((answer) => answer.headers.get('idempotency-replayed') === null)).toHaveLength(1)
  expect(await countOf('二')).toBe(1)
})

test('a write that was refused has not used its key', async () => {
  expect((await keep('一', 'key-of-the-third')).status).toBe(409)
  expect((await keep('三', 'key-of-the-third')).status).toBe(200)
})

test('a key is one person’s and one request’s', async () => {
  await keep('四', 'key-of-the-fourth')
  const other = await signedIn(server, 'planner')
  expect((await keep('五', 'key-of-the-fourth', other)).status).toBe(409)
  const elsewhere = await server.request('/api/sets/none', {
    method: 'DELETE',
    headers: { 'idempotency-key': 'key-of-the-fourth', 'if-match': '"1"', cookie: planner.cookie },
  })
  expect(elsewhere.status).toBe(409)
  expect(await countOf('五')).toBe(0)
  expect((await keep('六', 'short')).status).toBe(400)
  const nobody = await server.request('/api/sets', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key-of-nobody-at-all' },
    body: JSON.stringify({ name: '七', compoundIds: ['a'] }),
  })
  expect(nobody.status).toBe(401)
})
