import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { RankingRow } from '#core/api/programmes.ts'
import type { Problem } from '#core/api/service.ts'
import {
  scoringPreviewSchema,
  scoringVersionListSchema,
  type ScoringVersionAnswer,
  type ScoringVersionList,
} from '#core/api/scoring-tables.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { spreadWeights, withMaximum } from '#core/programme/scoring-weights.ts'
import { aPlainCompound } from '#tests/builders/compound-builder.ts'
import { aScoringTable } from '#tests/builders/programme-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'
import type { Visitor } from '#tests/builders/signed-in.ts'

const V1 = '/api/scoring-tables/haigang-default-v1'
const V2 = '/api/scoring-tables/haigang-default-v2'
const servers: TestServer[] = []
let server: TestServer
let planner: Visitor

/** `old` wins by age, `willing` by consent. */
beforeEach(async () => {
  server = await aServer({
    data: [
      aPlainCompound('old', { builtYear: 1979, agree: 86 }),
      aPlainCompound('willing', { builtYear: 1999, agree: 97 }),
    ],
  })
  servers.push(server)
  planner = await signedIn(server, 'planner')
})

afterAll(async () => {
  for (const one of servers) {
    expect(one.reported).toEqual([])
    await one.close()
  }
})

async function draft(): Promise<ScoringVersionAnswer> {
  const response = await planner.send('POST', '/api/scoring-tables', { from: 'haigang-default-v1' })
  expect(response.status).toBe(200)
  return (await response.json()) as ScoringVersionAnswer
}

function weighing(id: string, max: number): ScoringTable {
  const table = aScoringTable()
  return {
    ...table,
    criteria: table.criteria.map((one) => (one.id === id ? withMaximum(one, max) : one)),
  }
}

const ranking = async () =>
  (await server.json<RankingRow[]>('/api/programmes/2024/ranking')).map(({ compoundId }) => compoundId)

describe('versions of the scoring sheet', () => {
  test('are listed with their state and the years they score; the one in use is frozen', async () => {
    const list = await server.json<ScoringVersionList>('/api/scoring-tables')
    expect(scoringVersionListSchema.safeParse(list).error).toBeUndefined()
    expect(list.items).toMatchObject([
      { id: 'haigang-default-v1', number: 1, state: 'frozen', years: [2024] },
    ])
    expect((await server.get('/api/scoring-tables/none')).status).toBe(404)
  })

  test('refuse the edit of a frozen one and say what to do', async () => {
    const response = await planner.send('PUT', V1, aScoringTable(), 1)
    expect(response.status).toBe(409)
    expect(((await response.json()) as Problem).detail).toContain('新建版本')
  })

  test('name every fault of a draft and store nothing', async () => {
    const { version } = await draft()
    const lowered = weighing('cluster', 1)
    const faulty: ScoringTable = {
      ...lowered,
      criteria: lowered.criteria.map((one) => {
        if (one.id === 'safety') return { ...one, rule: { type: 'enum', values: { 重大: 5, 无: 0 } } }
        if (one.id === 'age')
          return {
            ...one,
            id: 'damage',
            rule: {
              type: 'steps',
              dir: 'atMost',
              steps: [
                [2000, 10],
                [1990, 5],
              ],
            },
          }
        return one
      }),
    }
    const response = await planner.send('PUT', V2, faulty, version)
    expect(response.status).toBe(400)
    expect(((await response.json()) as Problem).errors?.map(({ message }) => message)).toEqual([
      '各项满分合计99分,应为100分',
      '「建成年代」的分档界限未按顺序排列',
      '评分项编号重复:damage',
      '「安全隐患」规则最高可得5分,与满分4分不一致',
    ])
    const stored = await server.json<ScoringVersionAnswer>(V2)
    expect(stored).toMatchObject({ version, document: { criteria: aScoringTable().criteria } })
  })

  test('refuse a sheet that sums to 99 to be previewed as well', async () => {
    await draft()
    const response = await planner.send('POST', `${V2}/preview`, { document: weighing('age', 9) })
    expect(response.status).toBe(400)
    expect(((await response.json()) as Problem).detail).toContain('各项满分合计99分')
  })

  test('show before publishing which ranks would move, and the year then has exactly these', async () => {
    const { version } = await draft()
    expect(await ranking()).toEqual(['willing', 'old'])
    const document = spreadWeights(weighing('age', 30), new Set(['age']))
    const edited = await planner.send('PUT', V2, document, version)
    expect(edited.status).toBe(200)
    const answer = await planner.send('POST', `${V2}/preview`, {})
    const preview = scoringPreviewSchema.parse(await answer.json())
    expect(preview.rows.map((row) => [row.compoundId, row.before.rank, row.after.rank])).toEqual([
      ['old', 2, 1],
      ['willing', 1, 2],
    ])
    expect(await ranking()).toEqual(['willing', 'old'])
    const body = { reason: '突出建成年代', years: [2024] }
    const published = await planner.send('POST', `${V2}/publish`, body, version + 1)
    expect(await published.json()).toMatchObject({ state: 'frozen', years: [2024], reason: '突出建成年代' })
    const rows = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
    expect(rows.map(({ compoundId, score }) => [compoundId, score])).toEqual(
      preview.rows.map(({ compoundId, after }) => [compoundId, after.score]),
    )
    expect(await server.json<ScoringVersionAnswer>(V1)).toMatchObject({ state: 'frozen', years: [] })
    const audit = await server.store.db.selectFrom('audit_log').selectAll().orderBy('sequence').execute()
    const own = audit.filter(({ entity }) => entity === 'scoring_table')
    expect(own.map(({ action }) => action)).toEqual(['create', 'update', 'publish'])
  })

  test('lose no edit: an old version is refused with the draft as it stands', async () => {
    const { version } = await draft()
    expect((await planner.send('PUT', V2, aScoringTable(), version)).status).toBe(200)
    const stale = await planner.send('PUT', V2, aScoringTable(), version)
    expect(stale.status).toBe(412)
    expect(await stale.json()).toMatchObject({ current: { version: version + 1 } })
    expect((await planner.send('PUT', V2, aScoringTable())).status).toBe(428)
  })

  test('are the planner’s alone to write, and a draft may be thrown away', async () => {
    const leader = await signedIn(server, 'leader')
    expect((await leader.send('POST', '/api/scoring-tables', { from: 'haigang-default-v1' })).status).toBe(
      403,
    )
    const { version } = await draft()
    expect((await leader.send('PUT', V2, aScoringTable(), version)).status).toBe(403)
    expect((await planner.send('DELETE', V2, undefined, version)).status).toBe(200)
    expect((await server.get(V2)).status).toBe(404)
    expect((await planner.send('DELETE', V1, undefined, 1)).status).toBe(409)
  })
})

test('compounds equal in every key share a rank and say so: only a person breaks it', async () => {
  const equal = ['x', 'y'].map((id) => aPlainCompound(id, { builtYear: 1990, agree: 90 }))
  const twins = await aServer({ data: [...equal, aPlainCompound('z', { builtYear: 1999, agree: 81 })] })
  servers.push(twins)
  const rows = await twins.json<RankingRow[]>('/api/programmes/2024/ranking')
  expect(rows.map(({ compoundId, rank, tied }) => [compoundId, rank, tied])).toEqual([
    ['x', 1, true],
    ['y', 1, true],
    ['z', 3, false],
  ])
})
