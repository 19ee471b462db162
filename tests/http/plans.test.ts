import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planListSchema, planSchema, type Plan, type PlanList } from '#core/api/plans.ts'
import type { RankingRow } from '#core/api/programmes.ts'
import type { Problem } from '#core/api/service.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

let server: TestServer
let planner: Visitor

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
  planner = await signedIn(server, 'planner')
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

const PLANS = '/api/programmes/2024/plans'
const INPUT = { budget: 210_000_000, policy: 'strict' } as const

async function save(body: object): Promise<Plan> {
  const response = await planner.send('POST', PLANS, body)
  expect(response.status).toBe(200)
  return planSchema.parse(await response.json())
}

async function refusal(response: Response, status: number): Promise<Problem> {
  expect(response.status).toBe(status)
  return (await response.json()) as Problem
}

const step = (plan: Plan, body: object, version = plan.version): Promise<Response> =>
  planner.send('POST', `/api/plans/${plan.id}/state`, body, version)

describe('the approved plan of the notice', () => {
  test('is there from the first load: official totals beside the computed ones, its rows 示例数据', async () => {
    const { items } = planListSchema.parse(await server.json<PlanList>(PLANS))
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      state: 'approved',
      approval: {
        meeting: '区政府第五十五次常务会议',
        on: '2023-12-20',
        documentNumber: '海政办通〔2023〕42号',
      },
      official: { compounds: 13, households: 5973, budget: 240_000_000 },
      totals: { compounds: 13, buildings: 130, households: 5973, floorArea: 465_200 },
      demo: true,
    })
    const plan = planSchema.parse(await server.json(`/api/plans/${items[0]?.id}`))
    const ranking = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
    expect(plan.rows.map((row) => [row.compoundId, row.rank, row.selected])).toEqual(
      ranking.map((row) => [row.compoundId, row.rank, row.selected]),
    )
    expect(plan.rows.every(({ source }) => source === 'demo')).toBe(true)
  })
})

describe('a saved plan', () => {
  test('freezes what the what-if came to, evaluated by the server', async () => {
    const plan = await save({ name: ' 方案甲 ', note: '压减', input: INPUT })
    expect(plan).toMatchObject({ name: '方案甲', state: 'draft', revision: 1, author: '测试planner' })
    const tried = (await (await server.post('/api/programmes/2024/scenarios', INPUT)).json()) as {
      ranking: RankingRow[]
    }
    expect(plan.rows.map(({ compoundId, selected }) => [compoundId, selected])).toEqual(
      tried.ranking.map(({ compoundId, selected }) => [compoundId, selected]),
    )
    expect(await server.json(`/api/plans/${plan.id}`)).toEqual(plan)
  })

  test('is refused where the records have changed since, and where nobody may write', async () => {
    const stale = await planner.send('POST', PLANS, { name: '旧', input: INPUT, inputs: 'other' })
    expect((await refusal(stale, 409)).detail).toContain('没有保存')
    expect((await server.post(PLANS, { name: '甲', input: INPUT })).status).toBe(401)
    const leader = await signedIn(server, 'leader')
    expect((await leader.send('POST', PLANS, { name: '甲', input: INPUT })).status).toBe(403)
    for (const body of [
      { name: '', input: INPUT },
      { name: '甲', input: { ...INPUT, budget: -1 } },
      { name: '甲', input: { ...INPUT, exclude: ['nobody'] } },
    ])
      expect((await planner.send('POST', PLANS, body)).status).toBe(400)
  })

  test('goes through 公示 to a version of the approved plan, each step guarded and in the audit log', async () => {
    const { items } = await server.json<PlanList>(PLANS)
    const notice = items.find(({ official }) => official !== null)
    const from = { name: '调整', input: INPUT, reason: '' }
    const path = `/api/plans/${notice?.id}/versions`
    expect((await planner.send('POST', path, from)).status).toBe(400)
    const made = await planner.send('POST', path, { ...from, reason: '资金减少' })
    const draft = planSchema.parse(await made.json())
    expect(draft).toMatchObject({ series: notice?.series, revision: 2, reason: '资金减少', state: 'draft' })

    const undated = await refusal(await step(draft, { to: 'publicised' }), 409)
    expect(undated.unmet).toEqual([
      expect.objectContaining({ guard: 'PUBLICITY_DATES', clause: '海政办通〔2023〕42号 四(一)' }),
    ])
    expect((await step(draft, { to: 'publicised' }, 9)).status).toBe(412)
    const publicity = { from: '2024-02-01', to: '2024-02-08' }
    const shown = planSchema.parse(await (await step(draft, { to: 'publicised', publicity })).json())
    expect(shown).toMatchObject({ state: 'publicised', publicity, version: 2 })

    const edit = await planner.send('PATCH', `/api/plans/${draft.id}`, { name: '改' }, 2)
    expect((await refusal(edit, 409)).detail).toContain('另存新版本')
    const early = { meeting: '区政府常务会议', on: '2024-02-07', documentNumber: null }
    const refused = await refusal(await step(shown, { to: 'approved', approval: early }), 409)
    expect(refused.unmet?.map(({ guard }) => guard)).toEqual(['PUBLICITY_OVER'])
    const approval = { ...early, on: '2024-02-20' }
    expect((await step(shown, { to: 'approved', approval })).status).toBe(200)
    expect(await server.json<Plan>(`/api/plans/${notice?.id}`)).toMatchObject({ state: 'closed' })

    const audit = await server.store.db
      .selectFrom('audit_log')
      .select(['action', 'reason'])
      .where('entity', '=', 'plan')
      .where('entity_id', '=', draft.id)
      .orderBy('sequence')
      .execute()
    expect(audit).toEqual([
      { action: 'create_version', reason: '资金减少' },
      { action: 'publicised', reason: null },
      { action: 'approved', reason: null },
    ])
  })

  test('says why each compound is left out before it is published; drafts can be put in other words', async () => {
    const [first, second] = await server.json<RankingRow[]>('/api/programmes/2024/ranking')
    const out = [first?.compoundId ?? '', second?.compoundId ?? '']
    const plan = await save({
      name: '剔除',
      input: { ...INPUT, exclude: out },
      exclusionReasons: { [out[0] ?? '']: ' 已撤回申请 ', other: '不在剔除之列' },
    })
    expect(plan.exclusionReasons).toEqual({ [out[0] ?? '']: '已撤回申请' })
    const publicity = { from: '2024-03-01', to: '2024-03-08' }
    const refused = await refusal(await step(plan, { to: 'publicised', publicity }), 409)
    expect(refused.unmet?.map(({ guard }) => guard)).toEqual(['EXCLUSION_REASON'])
    expect(refused.detail).toContain('仍为「编制中」')

    const words = {
      name: '剔除两处',
      exclusionReasons: { [out[0] ?? '']: '已撤回申请', [out[1] ?? '']: '列入征迁' },
    }
    expect((await planner.send('PATCH', `/api/plans/${plan.id}`, words, 9)).status).toBe(412)
    const edited = planSchema.parse(
      await (await planner.send('PATCH', `/api/plans/${plan.id}`, words, plan.version)).json(),
    )
    expect(edited).toMatchObject({ ...words, version: 2, rows: plan.rows, input: plan.input })
    expect((await step(edited, { to: 'publicised', publicity })).status).toBe(200)
  })

  test('is no second plan beside the one in force', async () => {
    const plan = await save({ name: '另一个', input: INPUT })
    const publicity = { from: '2024-03-01', to: '2024-03-08' }
    const shown = planSchema.parse(await (await step(plan, { to: 'publicised', publicity })).json())
    const approval = { meeting: '会', on: '2024-03-20', documentNumber: null }
    const refused = await refusal(await step(shown, { to: 'approved', approval }), 409)
    expect(refused.unmet?.map(({ guard }) => guard)).toEqual(['ONE_IN_FORCE'])
  })
})

describe('the files', () => {
  async function book(path: string): Promise<ExcelJS.Worksheet> {
    const response = await server.get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toContain('attachment')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await response.arrayBuffer()) as unknown as ExcelJS.Buffer)
    const [sheet] = workbook.worksheets
    if (sheet === undefined) throw new Error('no sheet')
    return sheet
  }
  const textOf = (sheet: ExcelJS.Worksheet): string => JSON.stringify(sheet.getSheetValues())

  test.each(['/exports/ranking.xlsx?year=2024', '/exports/annual-plan.xlsx?year=2024'])(
    '%s is ready to print and to sign',
    async (path) => {
      const sheet = await book(path)
      const text = textOf(sheet)
      for (const word of ['单位:万元、万m²', '填报人', '审核人', '单位负责人', '示例数据', '新北里'])
        expect(text).toContain(word)
      expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1 })
      expect(sheet.pageSetup.printTitlesRow).toBeTruthy()
      expect(sheet.views[0]).toMatchObject({ state: 'frozen' })
      expect(sheet.getCell('A1').isMerged).toBe(true)
    },
  )

  test('the ranking shows the line, the gap and the ways out; the annual plan leaves no cell empty', async () => {
    const plan = await save({
      name: '说明齐全',
      input: { ...INPUT, exclude: ['XQ-020'] },
      exclusionReasons: { 'XQ-020': '居民要求缓办' },
    })
    const ranking = textOf(await book(`/exports/ranking.xlsx?plan=${plan.id}`))
    for (const words of ['入选线 · 以上累计投资', '处理方式(四选一)', '差额', '并列'])
      expect(ranking).toContain(words)
    const annual = await book(`/exports/annual-plan.xlsx?plan=${plan.id}`)
    expect(textOf(annual)).toContain('增设雨水管网〔五(四)〕')
    const head = annual.getRow(4)
    const columns = (head.values as unknown[]).length - 1
    for (let at = 5; at < 5 + plan.totals.compounds; at++)
      for (let column = 1; column <= columns; column++)
        expect(annual.getRow(at).getCell(column).value, `${at}/${column}`).not.toBeNull()
  })

  test('a saved plan is exported as it was frozen', async () => {
    const plan = await save({ name: '导出', input: { budget: 100_000_000, policy: 'strict' } })
    const sheet = await book(`/exports/annual-plan.xlsx?plan=${plan.id}`)
    const rows = (sheet.getColumn(1).values as unknown[]).filter((value) => typeof value === 'number')
    expect(rows).toHaveLength(plan.totals.compounds)
    expect((await server.get('/exports/ranking.xlsx?plan=nobody')).status).toBe(404)
  })
})
