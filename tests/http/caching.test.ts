import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertCompounds } from '#server/store/compounds.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: [aCompound({ id: 'c1' }), aCompound({ id: 'c2' })] })
})

afterAll(() => server.close())

const PATH = '/api/compounds'

test.each([
  ['br', 'gzip, deflate, br', 'br'],
  ['gzip', 'gzip', 'gzip'],
  ['br where both are equal', 'gzip;q=0.5, br;q=0.5', 'br'],
  ['gzip where br is refused', 'br;q=0, gzip', 'gzip'],
  ['gzip where it weighs more', 'br;q=0.1, gzip;q=0.9', 'gzip'],
  ['plain where nothing is known', 'zstd', null],
])('answers in %s', async (_name, accepted, encoding) => {
  const response = await server.get(PATH, { 'accept-encoding': accepted })
  expect(response.headers.get('content-encoding')).toBe(encoding)
  expect(response.headers.get('vary')).toBe('Accept-Encoding')
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(response.headers.get('content-length')).toBe(String(bytes.length))
  const plain =
    encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
  expect(JSON.parse(plain.toString())).toMatchObject({ numberMatched: 2 })
})

test('tags are strong and differ by encoding; any of them saves the body', async () => {
  const tags = await Promise.all(
    ['br', 'gzip', 'identity'].map(async (encoding) =>
      (await server.get(PATH, { 'accept-encoding': encoding })).headers.get('etag'),
    ),
  )
  expect(new Set(tags).size).toBe(3)
  for (const tag of tags) {
    expect(tag).toMatch(/^"[^"]+"$/)
    const again = await server.get(PATH, { 'if-none-match': `"other", W/${tag}`, 'accept-encoding': 'br' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('etag')).toBe(tags[0])
  }
})

test('a write changes the tag and the answer', async () => {
  const before = (await server.get(PATH)).headers.get('etag') ?? ''
  await server.store.write((session) => insertCompounds(session, [aCompound({ id: 'c3' })]))
  const after = await server.get(PATH, { 'if-none-match': before })
  expect(after.status).toBe(200)
  expect(await after.json()).toMatchObject({ numberMatched: 3 })
})

test('a failed write leaves answer and tag as they were', async () => {
  const before = (await server.get(PATH)).headers.get('etag') ?? ''
  const failing = server.store.write(async (session) => {
    await insertCompounds(session, [aCompound({ id: 'c9' })])
    throw new Error('half way')
  })
  await expect(failing).rejects.toThrow('half way')
  expect((await server.get(PATH, { 'if-none-match': before })).status).toBe(304)
})

test('HEAD answers the headers of GET', async () => {
  const response = await server.get(PATH)
  const head = await server.head(PATH)
  expect(head.status).toBe(200)
  expect(head.headers.get('etag')).toBe(response.headers.get('etag'))
  expect(await head.text()).toBe('')
})
