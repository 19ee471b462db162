import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Presence } from '#core/api/presence.ts'
import { createPresenceBoard } from '#server/presence.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

const tab = (name: string): string => `tab-of-${name}`
let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: [] })
})

afterAll(() => server.close())

test('who has what open is told to colleagues by name, over the open stream without one', async () => {
  const [wang, zhou] = [await signedIn(server, 'centre'), await signedIn(server, 'planner')]
  const reader = (await server.get('/api/events')).body?.getReader()
  const report = { tab: tab('wang'), compoundId: 'XQ-001', connectionId: 'p1' }
  expect((await wang.send('POST', '/api/presence', report)).status).toBe(200)
  const seen = await zhou.json<{ items: Presence[] }>('/api/presence')
  expect(seen.items).toMatchObject([{ name: '测试centre', compoundId: 'XQ-001', connectionId: 'p1' }])
  let text = ''
  while (!text.includes('presence')) text += new TextDecoder().decode((await reader?.read())?.value)
  expect(text).toContain('event: presence\ndata: {}')
  expect(text).not.toContain('测试')
  await reader?.cancel()
  expect((await server.get('/api/presence')).status).toBe(401)
  await wang.send('POST', '/api/presence', { ...report, compoundId: null, connectionId: null })
  expect((await zhou.json<{ items: Presence[] }>('/api/presence')).items).toEqual([])
  expect((await wang.send('POST', '/api/presence', { ...report, tab: '../x' })).status).toBe(400)
})

test('a tab that falls silent is gone, one that stays keeps its time, and a heartbeat is no news', () => {
  const board = createPresenceBoard()
  const person = { id: '1', username: 'wang', name: '王工', role: 'centre', subdistrictCode: null } as const
  const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000)
  let news = 0
  board.listen(() => (news += 1))
  const report = { tab: tab('wang'), compoundId: 'a', connectionId: null }
  board.report(person, report, at(0))
  board.report(person, report, at(20))
  expect(news).toBe(1)
  expect(board.present(at(30))).toMatchObject([{ since: at(0).toISOString() }])
  expect(board.present(at(66))).toEqual([])
})
