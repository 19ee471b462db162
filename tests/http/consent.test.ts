import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditList } from '#core/api/audit.ts'
import type { CompoundDetail } from '#core/api/compounds.ts'
import type { ConsentAnswer } from '#core/api/consent.ts'
import { aBuilding, aCompound } from '#tests/builders/compound-builder.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

/** A compound of 5973 households in one building, for the numbers of the notice. */
const big = aCompound({
  id: 'big',
  consent: { agree: 4000, total: 5973 },
  buildings: [aBuilding({ id: 'big-1', compoundId: 'big', households: 5973, floorArea: 465_200 })],
})
let server: TestServer
let planner: Visitor

beforeAll(async () => {
  server = await aServer({
    data: [big, aCompound({ id: 'small' }), aCompound({ id: 'fresh', consent: null })],
  })
  planner = await signedIn(server, 'planner')
})
afterAll(() => server.close())

const consentOf = (id: string, who: Pick<Visitor, 'json'> = planner) =>
  who.json<ConsentAnswer>(`/api/compounds/${id}/consent`)
const checkOf = async (id: string) =>
  (await server.json<CompoundDetail>(`/api/compounds/${id}`)).properties.checks.find((one) => one.id === 'P4')
const put = async (who: Visitor, id: string, body: object) =>
  who.send('PUT', `/api/compounds/${id}/consent`, body, (await consentOf(id)).version)
const problemOf = async (response: Response) =>
  (await response.json()) as { detail: string; errors?: { field: string; message: string }[] }

describe('counts of a survey', () => {
  test('4778 of 5973 fails, 4779 passes, and the check of eligibility follows at once', async () => {
    expect((await put(planner, 'big', { agree: 4778, total: 5973 })).status).toBe(200)
    expect((await checkOf('big'))?.verdict).toBe('fail')
    expect((await checkOf('big'))?.missing).toBe(1)
    const answer = (await (await put(planner, 'big', { agree: 4779, total: 5973 })).json()) as ConsentAnswer
    expect(answer.gates[0]).toMatchObject({ id: 'K1', verdict: 'pass', needed: 4779, missing: 0 })
    expect((await checkOf('big'))?.verdict).toBe('pass')
  })

  test('of another number of households are refused with both numbers, and nothing changes', async () => {
    const before = await consentOf('big')
    const refused = await put(planner, 'big', { agree: 4779, total: 6000 })
    expect(refused.status).toBe(409)
    expect((await problemOf(refused)).detail).toMatch(/6000户.*5973户/)
    expect(await consentOf('big')).toEqual(before)
  })

  test('by channel must add up', async () => {
    const channels = { visit: { agree: 90, disagree: 6 }, paper: { agree: 10, abstain: 2 } }
    const refused = await put(planner, 'small', { agree: 99, total: 120, channels })
    expect(refused.status).toBe(400)
    expect((await problemOf(refused)).errors?.[0]).toMatchObject({ field: 'channels' })
    const saved = await put(planner, 'small', { agree: 100, total: 120, channels, consulted: 110 })
    expect(saved.status).toBe(200)
    const answer = await consentOf('small')
    expect(answer.counts).toEqual({ agree: 100, disagree: 6, abstain: 2, unanswered: 12, total: 120 })
    expect(answer.gates.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'K1 pass',
      'K2 pass',
      'K3 unknown',
      'K4 unknown',
    ])
  })

  test('hide small cells from everybody who does not collect them', async () => {
    const leader = await signedIn(server, 'leader')
    for (const answer of [await consentOf('small', server), await consentOf('small', leader)]) {
      expect(answer.hidden).toBe(true)
      expect(answer.counts).toEqual({ agree: 100, disagree: null, abstain: null, unanswered: 12, total: 120 })
      expect(answer.channels?.find((one) => one.channel === 'paper')?.abstain).toBeNull()
    }
  })

  test('are for planners and the 镇街 itself, from the version they were read at', async () => {
    const own = await signedIn(server, 'subdistrict', { subdistrict: '130302001' })
    const other = await signedIn(server, 'subdistrict', { subdistrict: '130302002' })
    const leader = await signedIn(server, 'leader')
    const counts = { agree: 100, total: 120 }
    expect((await put(own, 'small', counts)).status).toBe(200)
    expect((await put(other, 'small', counts)).status).toBe(403)
    expect((await put(leader, 'small', counts)).status).toBe(403)
    const { version } = await consentOf('small')
    expect((await planner.send('PUT', '/api/compounds/small/consent', counts)).status).toBe(428)
    expect((await planner.send('PUT', '/api/compounds/small/consent', counts, version - 1)).status).toBe(412)
    expect((await server.request('/api/compounds/small/consent', { method: 'PUT' })).status).toBe(401)
  })
})

describe('single ballots', () => {
  const ballot = (household: string, choice = 'agree', collectedOn = '2023-09-01') => ({
    household,
    choice,
    channel: 'visit',
    collectedOn,
  })
  const post = async (id: string, ballots: object[], replace = false) =>
    planner.send(
      'POST',
      `/api/compounds/${id}/consent/ballots`,
      { ballots, replace },
      (await consentOf(id)).version,
    )

  test('count once a household, the later vote, and no door number is kept', async () => {
    const votes = Array.from({ length: 96 }, (_, at) => ballot(`1-1-${at + 100}`))
    expect((await post('fresh', [...votes, ballot('1-1-100', 'disagree', '2023-09-02')])).status).toBe(200)
    expect((await checkOf('fresh'))?.verdict).toBe('fail')
    // Another spelling of the same door, a day later: 96 of 120 is exactly 80 %.
    expect((await post('fresh', [ballot(' 1-1-100 ', 'agree', '2023-09-03')])).status).toBe(200)
    expect((await consentOf('fresh')).counts).toMatchObject({ agree: 96, disagree: 0, unanswered: 24 })
    expect((await checkOf('fresh'))?.verdict).toBe('pass')
    const rows = await server.store.db.selectFrom('consent_ballots').selectAll().execute()
    const audit = await server.store.db.selectFrom('audit_log').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('1-1-1')
    expect(JSON.stringify(audit)).not.toContain('1-1-1')
  })

  test('are taken all or not at all, every fault by row', async () => {
    const before = await consentOf('fresh')
    const refused = await post('fresh', [ballot('9-9-901'), ballot('?'), ballot('')])
    expect(refused.status).toBe(400)
    expect((await problemOf(refused)).errors?.map(({ field }) => field)).toEqual([
      'ballots.1.household',
      'ballots.2.household',
    ])
    expect(await consentOf('fresh')).toEqual(before)
  })

  test('of more doors than the compound has are refused', async () => {
    const many = Array.from({ length: 121 }, (_, at) => ballot(`8-1-${at}`))
    const refused = await post('fresh', many)
    expect(refused.status).toBe(409)
    expect((await problemOf(refused)).detail).toContain('120户')
  })

  test('and counts take each other’s place only when somebody says so', async () => {
    expect((await post('small', [ballot('1')])).status).toBe(409)
    expect((await put(planner, 'fresh', { agree: 100, total: 120 })).status).toBe(409)
    expect((await put(planner, 'fresh', { agree: 100, total: 120, replace: true })).status).toBe(200)
    expect((await consentOf('fresh')).basis).toBe('counts')
  })
})

test('a satisfaction survey goes down step by step and opens K4', async () => {
  const send = async (body: object) =>
    planner.send('PUT', '/api/compounds/small/satisfaction', body, (await consentOf('small')).version)
  expect((await send({ issued: 130, returned: 100, valid: 90, satisfied: 72 })).status).toBe(400)
  expect((await send({ issued: 120, returned: 100, valid: 90, satisfied: 72 })).status).toBe(200)
  expect((await consentOf('small')).gates.at(-1)).toMatchObject({
    id: 'K4',
    verdict: 'pass',
    part: 72,
    whole: 90,
    needed: 72,
  })
})

describe('an entry taken back', () => {
  const entryOf = async (response: Response) => ((await response.json()) as ConsentAnswer).entry
  const turn = async (id: string, entry: number | undefined, inForce: boolean, who = planner) =>
    who.send(
      'PUT',
      `/api/compounds/${id}/consent/entries/${entry ?? 0}`,
      { inForce },
      (await consentOf(id)).version,
    )

  test('leaves everything as it stood before it, eligibility too, and counts again when restored', async () => {
    await put(planner, 'big', { agree: 4778, total: 5973 })
    const before = await consentOf('big')
    const visits = { visit: { agree: 4779, disagree: 9 } }
    const entry = await entryOf(
      await put(planner, 'big', { agree: 4779, disagree: 9, total: 5973, channels: visits, consulted: 5000 }),
    )
    const after = await consentOf('big')
    expect((await checkOf('big'))?.verdict).toBe('pass')
    expect((await turn('big', entry, false)).status).toBe(200)
    expect(await consentOf('big')).toEqual({ ...before, version: after.version + 1 })
    expect((await checkOf('big'))?.verdict).toBe('fail')
    expect((await turn('big', entry, true)).status).toBe(200)
    expect(await consentOf('big')).toEqual({ ...after, version: after.version + 2 })
    const audit = await server.store.db
      .selectFrom('audit_log')
      .select('action')
      .where('entity_id', '=', 'big')
      .orderBy('sequence')
      .execute()
    expect(audit.slice(-2).map(({ action }) => action)).toEqual(['take_back_consent', 'restore_consent'])
  })

  test('takes its ballots out of the count, and a later ballot of another entry stays', async () => {
    const ballots = (household: string, choice: string) => ({
      ballots: [{ household, choice, channel: 'desk', collectedOn: '2023-10-01' }],
      replace: true,
    })
    const post = async (household: string, choice: string) =>
      entryOf(
        await planner.send(
          'POST',
          '/api/compounds/fresh/consent/ballots',
          ballots(household, choice),
          (await consentOf('fresh')).version,
        ),
      )
    const base = await consentOf('fresh')
    const first = await post('7-1-701', 'disagree')
    const middle = await consentOf('fresh')
    const second = await post('7-1-701', 'agree')
    // The first cannot go while the second rests on it.
    expect((await turn('fresh', first, false)).status).toBe(409)
    expect((await turn('fresh', second, false)).status).toBe(200)
    expect((await consentOf('fresh')).counts).toEqual(middle.counts)
    expect((await turn('fresh', first, false)).status).toBe(200)
    expect({ ...(await consentOf('fresh')), version: 0 }).toEqual({ ...base, version: 0 })
    // Entered anew it counts anew: what was taken back is in nobody's way.
    await post('7-1-702', 'agree')
    expect((await consentOf('fresh')).basis).toBe('ballots')
    const kept = await server.store.db
      .selectFrom('consent_ballots')
      .select('withdrawn')
      .where('compound_id', '=', 'fresh')
      .execute()
    expect(kept.filter(({ withdrawn }) => withdrawn === 1)).toHaveLength(2)
  })

  test('is refused for other areas, unknown numbers and whoever has been overtaken', async () => {
    const entry = await entryOf(await put(planner, 'small', { agree: 110, total: 120 }))
    const other = await signedIn(server, 'subdistrict', { subdistrict: '130302002' })
    expect((await turn('small', entry, false, other)).status).toBe(403)
    expect((await turn('small', 99, false)).status).toBe(404)
    await put(planner, 'small', { agree: 111, total: 120 })
    const refused = await turn('small', entry, false)
    expect(refused.status).toBe(409)
    expect((await problemOf(refused)).detail).toContain('又有新的征询登记')
    expect((await consentOf('small')).counts?.agree).toBe(111)
  })
})

test('the history of a compound tells small counts to nobody but those who collect them', async () => {
  const channels = { visit: { agree: 97, disagree: 3 }, paper: { agree: 3, abstain: 2 } }
  expect((await put(planner, 'small', { agree: 100, total: 120, channels })).status).toBe(200)
  const area = aCompound({ id: 'small' }).subdistrictCode
  const own = await signedIn(server, 'subdistrict', { subdistrict: area })
  const { code: elsewhere } = await server.store.db
    .selectFrom('subdistricts')
    .select('code')
    .where('code', '!=', area)
    .executeTakeFirstOrThrow()
  const foreign = await signedIn(server, 'subdistrict', { subdistrict: elsewhere })
  const told = async (who: Visitor, path: string): Promise<string> => {
    const { items } = await who.json<AuditList>(path)
    return JSON.stringify(items.filter(({ action }) => action === 'record_consent'))
  }
  for (const who of [planner, own])
    expect(await told(who, '/api/history/compound/small')).toContain('"abstain"')
  for (const who of [foreign, await signedIn(server, 'leader'), await signedIn(server, 'centre')]) {
    const text = await told(who, '/api/history/compound/small')
    expect(text).toContain('"agree":100')
    expect(text).not.toMatch(/abstain|disagree|channels/)
  }
  const auditor = await signedIn(server, 'auditor')
  expect(await told(auditor, '/api/audit?entity=compound')).not.toMatch(/abstain|disagree|channels/)
})
