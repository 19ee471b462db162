import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#server/open-database.ts'
import { recordAudit } from '#server/store/audit.ts'
import { readDataVersion } from '#server/store/data-version.ts'
import { dirname } from 'node:path'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: [] })
})

afterAll(() => server.close())

/** The next event of the stream, its data read. */
async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<unknown> {
  let text = ''
  while (!text.includes('\n\n')) {
    const { value, done } = await reader.read()
    if (done) throw new Error('the stream ended')
    text += new TextDecoder().decode(value)
  }
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? 'null')
}

test('whoever writes, in this process or another, everybody who listens hears what changed', async () => {
  const response = await server.get('/api/events')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader()
  const version = await readDataVersion(server.store)
  expect(await next(reader)).toEqual({ version, entities: [] })
  // The poller has to have seen the present state before it can tell a new one.
  await new Promise((resolve) => setTimeout(resolve, 50))

  const other = await openDatabase(dirname(server.databaseFile))
  const actor = { id: null, username: 'cli', name: '命令行', role: 'console' }
  await other.write((session) =>
    recordAudit(session, { actor, action: 'update', entity: 'compound', entityId: 'XQ-001' }),
  )
  await other.close()
  expect(await next(reader)).toEqual({
    version: version + 1,
    entities: [{ entity: 'compound', id: 'XQ-001' }],
  })
  await server.store.write(async () => undefined)
  expect(await next(reader)).toEqual({ version: version + 2, entities: null })
  await reader.cancel()
})
