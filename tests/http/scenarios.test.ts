import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RankingRow, ScenarioAnswer } from '#core/api/programmes.ts'
import type { Problem } from '#core/api/service.ts'
import { readDataVersion } from '#server/store/data-version.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

const PATH = '/api/programmes/2024/scenarios'

async function answerTo(request: object): Promise<ScenarioAnswer> {
  const response = await server.post(PATH, request)
  expect(response.status).toBe(200)
  return (await response.json()) as ScenarioAnswer
}

test('the notice’s own budget and order give the plan itself, and nothing is written', async () => {
  const before = await readDataVersion(server.store)
  const answer = await answerTo({ budget: 240_000_000, policy: 'strict' })
  expect(answer.ranking).toEqual(await server.json<RankingRow[]>('/api/programmes/2024/ranking'))
  expect(answer.totals).toMatchObject({ compounds: 13, buildings: 130, households: 5973, floorArea: 465_200 })
  expect(await readDataVersion(server.store)).toBe(before)
})

test('no money, no compound; every row says why', async () => {
  const answer = await answerTo({ budget: 0, policy: 'fill' })
  expect(answer.totals.compounds).toBe(0)
  expect(answer.ranking.every((row) => !row.selected && row.reason !== null)).toBe(true)
})

test('a compound left out is not selected', async () => {
  const plan = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
  const first = plan.find((row) => row.selected)?.compoundId ?? ''
  const answer = await answerTo({ budget: 240_000_000, policy: 'strict', exclude: [first] })
  expect(answer.ranking.find((row) => row.compoundId === first)?.selected).toBe(false)
})

test.each([
  [{ budget: -1, policy: 'strict' }, 'budget'],
  [{ budget: 1.5, policy: 'strict' }, 'budget'],
  [{ budget: 1, policy: 'lucky' }, 'policy'],
  [{ policy: 'strict' }, 'budget'],
  [{ budget: 1, policy: 'fill', exclude: ['nobody'] }, 'exclude'],
  [{ budget: 1, policy: 'fill', weights: { nonsense: 5 } }, 'weights'],
])('%j is refused and says where', async (request, field) => {
  const response = await server.post(PATH, request)
  expect(response.status).toBe(400)
  const problem = (await response.json()) as Problem
  expect(problem.errors?.map((error) => error.field)).toContain(field)
})

test('what is no JSON, or far too much of it, is refused in Chinese', async () => {
  const broken = await server.post(PATH, '{"budget":')
  expect([broken.status, ((await broken.json()) as Problem).title]).toEqual([400, '请求有误'])
  const huge = await server.post(PATH, { budget: 1, policy: 'fill', exclude: ['x'.repeat(2_000_000)] })
  expect(huge.status).toBe(413)
})
