import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CompoundDetail } from '#core/api/compounds.ts'
import type { Problem } from '#core/api/service.ts'
import { reviewAnswerSchema, type ReviewAnswer } from '#core/api/score-review.ts'
import { scoringVersionSchema } from '#core/api/scoring-tables.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aReviewedSheet, entriesOf, SIGNED } from '#tests/builders/review-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'
import type { Visitor } from '#tests/builders/signed-in.ts'

let server: TestServer
let planner: Visitor
const servers: TestServer[] = []

/** `open`: submitted, not re-checked; `done`: locked, handed over as facts alone. */
beforeEach(async () => {
  server = await aServer({
    data: [
      aCompound({ id: 'open', scoreSheet: aReviewedSheet({ self: entriesOf(), township: entriesOf() }) }),
      aCompound({ id: 'done' }),
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

const RECHECK = '/api/compounds/open/review/recheck'
const whole = (changes: Parameters<typeof entriesOf>[0] = {}) => ({
  entries: entriesOf(changes),
})

async function scoreOf(id: string) {
  const { properties } = await server.json<CompoundDetail>(`/api/compounds/${id}`)
  const { rank, score, scoreSheet, selectionReason } = properties
  return {
    rank,
    score,
    unreviewed: scoreSheet?.unreviewed.length,
    locked: scoreSheet?.locked,
    selectionReason,
  }
}

const rowsOfAudit = () =>
  server.store.db.selectFrom('audit_log').selectAll().where('entity', '=', 'score_review').execute()

describe('the review of a compound', () => {
  test('answers its three columns in the shape of its schema, for anybody', async () => {
    for (const id of ['open', 'done']) {
      expect(
        reviewAnswerSchema.safeParse(await server.json(`/api/compounds/${id}/review`)).error,
      ).toBeUndefined()
    }
    const { sheet } = await server.json<ReviewAnswer>('/api/compounds/open/review')
    expect(Object.keys(sheet?.review.columns ?? {})).toEqual(['self', 'township'])
    expect((await server.get('/api/compounds/nobody/review')).status).toBe(404)
  })

  test('ranks a compound once its last criterion is re-checked, logs it, and locks', async () => {
    expect(await scoreOf('open')).toMatchObject({ rank: null, score: null, unreviewed: 11 })
    const { cluster: _cluster, ...most } = entriesOf()
    expect((await planner.send('PUT', RECHECK, { entries: most }, 1)).status).toBe(200)
    expect(await scoreOf('open')).toMatchObject({ rank: null, unreviewed: 1, locked: false })
    expect((await scoreOf('open')).selectionReason).toContain('未复核:片区连片实施')
    const last = await planner.send('PUT', RECHECK, whole({ safety: { fact: '重大', ...SIGNED } }), 2)
    expect(last.status).toBe(200)
    expect(((await last.json()) as ReviewAnswer).version).toBe(3)
    expect(await scoreOf('open')).toMatchObject({ rank: 1, score: 72.5, unreviewed: 0, locked: true })
    expect((await rowsOfAudit()).map(({ action }) => action)).toEqual(['fill_recheck', 'fill_recheck'])
    const table = scoringVersionSchema.parse(await server.json('/api/scoring-tables/haigang-default-v1'))
    expect(table.state).toBe('frozen')
  })

  test('refuses points above the maximum, naming criterion, value and maximum; nothing is stored', async () => {
    const response = await planner.send('PUT', RECHECK, whole({ safety: { points: 5, ...SIGNED } }), 1)
    expect(response.status).toBe(400)
    const problem = (await response.json()) as Problem
    expect(problem.errors).toEqual([
      { field: 'entries.safety.points', message: '「安全隐患」5分超过满分4分', value: 5 },
    ])
    expect(await rowsOfAudit()).toEqual([])
    expect((await server.json<ReviewAnswer>('/api/compounds/open/review')).version).toBe(1)
  })

  test('refuses a change without reason and a re-check by one person', async () => {
    const entry = { fact: '重大', evidence: [], reviewers: ['甲'] }
    const response = await planner.send('PUT', RECHECK, { entries: { safety: entry } }, 1)
    expect(response.status).toBe(400)
    expect(((await response.json()) as Problem).errors?.map(({ field }) => field)).toEqual([
      'entries.safety.reason',
      'entries.safety.evidence',
      'entries.safety.reviewers',
    ])
  })

  test('is locked after the re-check until reopened with a reason on record', async () => {
    const path = '/api/compounds/done/review'
    const refused = await planner.send('PUT', `${path}/recheck`, whole(), 1)
    expect(refused.status).toBe(409)
    expect(((await refused.json()) as Problem).detail).toContain('重新开启')
    expect((await planner.send('POST', `${path}/reopen`, { reason: ' ' }, 1)).status).toBe(400)
    const opened = await planner.send('POST', `${path}/reopen`, { reason: '公示期有异议' }, 1)
    expect(((await opened.json()) as ReviewAnswer).sheet?.review.decisions).toMatchObject([
      { by: '测试planner', reason: '公示期有异议' },
    ])
    expect(await scoreOf('done')).toMatchObject({ rank: null, locked: false })
    expect((await planner.send('POST', `${path}/reopen`, { reason: '再来' }, 2)).status).toBe(409)
    expect((await planner.send('PUT', `${path}/recheck`, whole(), 2)).status).toBe(200)
    expect(await scoreOf('done')).toMatchObject({ rank: 1, score: 70.5, locked: true })
    expect((await rowsOfAudit()).map(({ action, reason }) => [action, reason])).toEqual([
      ['reopen', '公示期有异议'],
      ['fill_recheck', null],
    ])
  })

  test('counts a finding of the re-check against the register', async () => {
    const finding = { fact: 'demolitionPlanned', found: true, on: '', ...SIGNED, reason: '征收公告' }
    expect((await planner.send('PUT', RECHECK, { ...whole(), findings: [finding] }, 1)).status).toBe(200)
    const { properties } = await server.json<CompoundDetail>('/api/compounds/open')
    expect(properties.eligibility).toBe('ineligible')
    expect(properties.reasons.join()).toContain('实地复核认定:征收公告')
  })

  test('is written by 镇街 in its own area but for the re-check, from the version it was read at', async () => {
    const own = await signedIn(server, 'subdistrict', { subdistrict: '130302001' })
    const township = '/api/compounds/open/review/township'
    expect((await own.send('PUT', RECHECK, whole(), 1)).status).toBe(403)
    expect((await own.send('PUT', township, whole())).status).toBe(428)
    const other = await signedIn(server, 'subdistrict', { subdistrict: '130302002' })
    expect((await other.send('PUT', township, whole(), 1)).status).toBe(403)
    expect((await own.send('PUT', township, whole(), 1)).status).toBe(200)
    const stale = await own.send('PUT', township, whole(), 1)
    expect(stale.status).toBe(412)
    expect(await stale.json()).toMatchObject({ current: { version: 2, compoundId: 'open' } })
    expect((await server.request(township, { method: 'PUT' })).status).toBe(401)
  })
})
