import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompoundBatchAnswer, CompoundPatchAnswer } from '#core/api/compound-edits.ts'
import type { CompoundDetail } from '#core/api/compounds.ts'
import type { Problem } from '#core/api/service.ts'
import { aCompound, aPlainCompound } from '#tests/builders/compound-builder.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

let server: TestServer
let planner: Visitor
let other: Visitor
let township: Visitor

const WENHUA = '130302001'

beforeAll(async () => {
  server = await aServer({
    data: [
      aCompound({ id: 'open', demolitionPlanned: null }),
      aCompound({ id: 'away', subdistrictCode: '130302002', subdistrict: '海滨路街道' }),
      aPlainCompound('m1'),
      aPlainCompound('m2'),
      aPlainCompound('m3'),
    ],
  })
  ;[planner, other] = [await signedIn(server, 'planner'), await signedIn(server, 'planner')]
  township = await signedIn(server, 'subdistrict', { subdistrict: WENHUA })
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

const read = (id: string): Promise<CompoundDetail> => planner.json<CompoundDetail>(`/api/compounds/${id}`)
const versionOf = async (id: string): Promise<number> => (await read(id)).properties.version
const patch = async (who: Visitor, id: string, set: object, version?: number, reason = '现场核实') =>
  who.send('PATCH', `/api/compounds/${id}`, { set, reason }, version ?? (await versionOf(id)))

async function auditOf(id: string) {
  return server.store.db.selectFrom('audit_log').selectAll().where('entity_id', '=', id).execute()
}

describe('PATCH /api/compounds/:id', () => {
  test('a missing fact becomes known: the verdict follows, the version goes up, the audit tells it', async () => {
    const before = await read('open')
    expect(before.properties.eligibility).toBe('unverified')
    const response = await patch(planner, 'open', { demolitionPlanned: false })
    expect(response.status).toBe(200)
    const { compound, changes } = (await response.json()) as CompoundPatchAnswer
    expect(changes).toEqual([{ field: 'demolitionPlanned', before: null, after: false }])
    expect(compound.properties.eligibility).toBe('eligible')
    expect(compound.properties.version).toBe(before.properties.version + 1)
    expect((await read('open')).properties.facts.demolitionPlanned).toBe(false)
    const [row] = await auditOf('open')
    expect(row).toMatchObject({ action: 'update', entity: 'compound', reason: '现场核实' })
    expect([row?.before, row?.after]).toEqual(['{"demolitionPlanned":null}', '{"demolitionPlanned":false}'])
  })

  test('of two people the second gets 412 with the record as it now stands, and nothing is lost', async () => {
    const version = await versionOf('m1')
    expect((await patch(planner, 'm1', { address: '建设大街 1 号' }, version)).status).toBe(200)
    const refused = await patch(other, 'm1', { address: '文化路 9 号', builtYear: 1991 }, version)
    expect(refused.status).toBe(412)
    const problem = (await refused.json()) as Problem & {
      current: { version: number; facts: { address: string } }
    }
    expect(problem.current).toMatchObject({ version: version + 1, facts: { address: '建设大街 1 号' } })
    expect((await read('m1')).properties.facts).toMatchObject({ address: '建设大街 1 号', builtYear: 1990 })
    expect((await patch(other, 'm1', { builtYear: 1991 }, problem.current.version)).status).toBe(200)
    expect((await read('m1')).properties.facts).toMatchObject({ address: '建设大街 1 号', builtYear: 1991 })
  })

  test('every fault is told, and with one of them nothing is written', async () => {
    const version = await versionOf('m2')
    const response = await patch(planner, 'm2', { builtYear: 2025, declaredHouseholds: -1, address: '可以' })
    expect(response.status).toBe(400)
    const { errors } = (await response.json()) as Problem
    expect(errors?.map(({ field, value }) => [field, value])).toEqual([
      ['builtYear', 2025],
      ['declaredHouseholds', -1],
    ])
    expect(await versionOf('m2')).toBe(version)
    expect(await auditOf('m2')).toEqual([])
  })

  test('asks for a reason, a version and somebody who may', async () => {
    expect((await patch(planner, 'm2', { builtYear: 1991 }, undefined, ' ')).status).toBe(400)
    expect((await planner.send('PATCH', '/api/compounds/m2', { set: {}, reason: '核实' })).status).toBe(428)
    expect((await patch(await signedIn(server, 'leader'), 'm2', { builtYear: 1991 })).status).toBe(403)
    const body = JSON.stringify({ set: {}, reason: '核实' })
    const headers = { 'content-type': 'application/json', 'if-match': '"1"' }
    expect((await server.request('/api/compounds/m2', { method: 'PATCH', headers, body })).status).toBe(401)
    expect((await patch(planner, 'nobody', {}, 1)).status).toBe(404)
  })

  test('a 镇街 works in its own area, and not on what moves money or areas', async () => {
    expect((await patch(township, 'm2', { formerOwnerUnit: '耀华厂' })).status).toBe(200)
    expect((await patch(township, 'away', { formerOwnerUnit: '耀华厂' })).status).toBe(403)
    expect((await patch(township, 'm2', { maintenanceOnly: true })).status).toBe(400)
  })

  test('the newest kind of estimate is the cost, and taking it off again brings the old one back', async () => {
    const { properties } = await read('m3')
    const more = [...properties.facts.estimates, { kind: 'tender', amount: 1_234_567, on: '2023-12-01' }]
    const { compound } = (await (
      await patch(planner, 'm3', { estimates: more })
    ).json()) as CompoundPatchAnswer
    expect(compound.properties).toMatchObject({ cost: 1_234_567, costKind: 'tender' })
    const back = (await (
      await patch(planner, 'm3', { estimates: properties.facts.estimates })
    ).json()) as CompoundPatchAnswer
    expect(back.compound.properties).toMatchObject({ cost: properties.cost, costKind: properties.costKind })
  })

  test('saving what is so already writes nothing', async () => {
    const version = await versionOf('m3')
    const response = await patch(planner, 'm3', { demolitionPlanned: false })
    expect(((await response.json()) as CompoundPatchAnswer).changes).toEqual([])
    expect(await versionOf('m3')).toBe(version)
  })
})

describe('POST /api/compounds/batch', () => {
  const batch = async (who: Visitor, set: object, ids: readonly string[], more: object = {}) => {
    const edits = await Promise.all(ids.map(async (id) => ({ id, version: await versionOf(id), set })))
    return who.send('POST', '/api/compounds/batch', { edits, reason: '批量核实', ...more })
  }

  test('a preview says what would change in records and plan, and writes nothing', async () => {
    const version = await versionOf('m1')
    const response = await batch(planner, { demolitionPlanned: true }, ['m1', 'm2'], { dryRun: true })
    const answer = (await response.json()) as CompoundBatchAnswer
    expect(answer.applied).toBe(false)
    expect(answer.rows[0]).toMatchObject({
      id: 'm1',
      changes: [{ field: 'demolitionPlanned', before: false, after: true }],
      before: { eligibility: 'eligible', selected: true },
      after: { eligibility: 'ineligible', selected: false, rank: null },
    })
    expect(answer.totals.after.compounds).toBe(answer.totals.before.compounds - 2)
    expect(await versionOf('m1')).toBe(version)
  })

  test('what the preview said is what the write brings', async () => {
    const preview = (await (
      await batch(planner, { renovatedYear: 2023 }, ['m1', 'm2'], { dryRun: true })
    ).json()) as CompoundBatchAnswer
    const done = (await (
      await batch(planner, { renovatedYear: 2023 }, ['m1', 'm2'])
    ).json()) as CompoundBatchAnswer
    expect(done.applied).toBe(true)
    expect(done.totals).toEqual(preview.totals)
    for (const { id, after, version } of done.rows) {
      const { properties } = await read(id)
      expect(after).toMatchObject({ eligibility: properties.eligibility, selected: properties.selected })
      expect(properties.version).toBe(version)
    }
    expect((await auditOf('m2')).at(-1)).toMatchObject({
      reason: '批量核实',
      after: '{"renovatedYear":2023}',
    })
  })

  test('one fault anywhere and nothing is written', async () => {
    const version = await versionOf('m3')
    const edits = [
      { id: 'm3', version, set: { builtYear: 1985 } },
      { id: 'open', version: await versionOf('open'), set: { builtYear: 1800 } },
    ]
    const refused = await planner.send('POST', '/api/compounds/batch', { edits, reason: '批量核实' })
    expect(refused.status).toBe(400)
    expect(((await refused.json()) as Problem).errors?.map((error) => error.field)).toEqual([
      'open.builtYear',
    ])
    expect(await versionOf('m3')).toBe(version)
  })

  test('one record that has moved on and nothing is written; all that moved on are told', async () => {
    const version = await versionOf('m3')
    const edits = [
      { id: 'm3', version, set: { builtYear: 1985 } },
      { id: 'open', version: 1, set: { builtYear: 1985 } },
    ]
    const refused = await planner.send('POST', '/api/compounds/batch', { edits, reason: '批量核实' })
    expect(refused.status).toBe(412)
    expect(((await refused.json()) as { current: { id: string }[] }).current.map(({ id }) => id)).toEqual([
      'open',
    ])
    expect(await versionOf('m3')).toBe(version)
  })

  test('a 镇街 cannot reach into another area, not even to look', async () => {
    expect((await batch(township, { builtYear: 1985 }, ['m3', 'away'], { dryRun: true })).status).toBe(403)
  })
})
