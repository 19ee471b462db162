import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SavedSet, SavedSetList } from '#core/api/sets.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

let server: TestServer
let planner: Visitor

beforeAll(async () => {
  server = await aServer({
    data: ['a', 'b', 'c'].map((id, at) =>
      aCompound({
        id,
        name: id === 'c' ? '=1+1' : `小区${id}`,
        buildings: [],
        declared: { buildings: 2, households: 100 + at, floorArea: 8000.25 },
        source: 'demo',
      }),
    ),
  })
  planner = await signedIn(server, 'planner')
})

afterAll(() => server.close())

async function save(name: string, compoundIds: string[]): Promise<SavedSet> {
  return (await planner.send('POST', '/api/sets', { name, compoundIds })).json() as Promise<SavedSet>
}

const auditOf = async (id: string): Promise<string[]> =>
  (
    await server.store.db
      .selectFrom('audit_log')
      .select('action')
      .where('entity', '=', 'compound_set')
      .where('entity_id', '=', id)
      .orderBy('sequence')
      .execute()
  ).map(({ action }) => action)

describe('named sets of compounds', () => {
  test('are saved, read by everybody, changed and deleted, each with its audit row', async () => {
    const set = await save(' 城北一片 ', ['a', 'b', 'a'])
    expect(set).toMatchObject({ version: 1, name: '城北一片', compoundIds: ['a', 'b'] })
    const { items } = await server.json<SavedSetList>('/api/sets')
    expect(items).toEqual([set])
    expect(await server.json(`/api/sets/${set.id}`)).toEqual(set)
    const changed = await planner.send('PATCH', `/api/sets/${set.id}`, { compoundIds: ['c'] }, 1)
    expect(await changed.json()).toMatchObject({ version: 2, name: '城北一片', compoundIds: ['c'] })
    expect((await planner.send('DELETE', `/api/sets/${set.id}`, undefined, 2)).status).toBe(200)
    expect((await server.get(`/api/sets/${set.id}`)).status).toBe(404)
    expect(await auditOf(set.id)).toEqual(['create', 'update', 'delete'])
  })

  test('are written by planners alone', async () => {
    const body = { name: '无权', compoundIds: ['a'] }
    expect((await server.post('/api/sets', body)).status).toBe(401)
    const leader = await signedIn(server, 'leader')
    expect((await leader.send('POST', '/api/sets', body)).status).toBe(403)
  })

  test('lose no edit and no name', async () => {
    const first = await save('第一片', ['a'])
    const second = await save('第二片', ['b'])
    expect((await planner.send('PATCH', `/api/sets/${first.id}`, { name: '改名' })).status).toBe(428)
    expect((await planner.send('PATCH', `/api/sets/${first.id}`, { name: '改名' }, 7)).status).toBe(412)
    const taken = await planner.send('PATCH', `/api/sets/${second.id}`, { name: '第一片' }, 1)
    expect(taken.status).toBe(409)
    expect(((await taken.json()) as { detail: string }).detail).toContain('没有保存')
    expect(await server.json(`/api/sets/${first.id}`)).toEqual(first)
    expect(await server.json(`/api/sets/${second.id}`)).toEqual(second)
    expect(await auditOf(second.id)).toEqual(['create'])
  })

  test.each([
    [{ name: '', compoundIds: ['a'] }],
    [{ name: '空', compoundIds: [] }],
    [{ name: '字'.repeat(41), compoundIds: ['a'] }],
    [{ compoundIds: ['a'] }],
  ])('refuse %j', async (body) => {
    expect((await planner.send('POST', '/api/sets', body)).status).toBe(400)
  })
})

describe('the spreadsheet of picked compounds', () => {
  async function sheetOf(response: Response): Promise<ExcelJS.Worksheet> {
    expect(response.status).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await response.arrayBuffer())
    const [sheet] = book.worksheets
    if (sheet === undefined) throw new Error('no sheet')
    return sheet
  }
  const textOf = (sheet: ExcelJS.Worksheet): string[][] =>
    sheet.getRows(1, sheet.rowCount)?.map((row) => (row.values as unknown[]).slice(1).map(String)) ?? []

  test('lists what was asked for with its sums, says 示例数据, and holds no formula', async () => {
    const rows = textOf(
      await sheetOf(await server.post('/exports/selection.xlsx', { compoundIds: ['a', 'c', 'x'] })),
    )
    expect(rows.flat().join()).toContain('示例数据:其中 2 个小区')
    expect(rows.slice(4).map(([id, name]) => [id, name])).toEqual([
      ['a', '小区a'],
      ['c', '=1+1'],
      ['合计', undefined],
    ])
    const total = rows.at(-1) ?? []
    expect(total[5]).toBe('4')
    expect(total[6]).toBe('202')
    expect(total[7]).toBe('16000.5')
  })

  test('holds the columns of the table in their order, and its rows in theirs', async () => {
    const wish = {
      compoundIds: ['c', 'a'],
      columns: ['households', 'name', 'ownership', 'unitCost', 'consent', 'nothing'],
    }
    const rows = textOf(await sheetOf(await server.post('/exports/selection.xlsx', wish)))
    expect(rows.flat().join()).toContain('示例数据:其中 2 个小区')
    expect(rows[3]).toEqual(['户数', '小区', '产权性质', '单方造价(元/m²)', '同意(户)', '征询总户数'])
    expect(rows.slice(4, 6).map(([, name, ownership]) => [name, ownership])).toEqual([
      ['=1+1', '房改房'],
      ['小区a', '房改房'],
    ])
    expect(rows.at(-1)?.slice(0, 2)).toEqual(['202', '合计'])
    expect((await server.post('/exports/selection.xlsx', { ...wish, columns: [] })).status).toBe(400)
  })

  test('comes from a saved set by its address', async () => {
    const set = await save('导出片', ['b'])
    const response = await server.get(`/exports/selection.xlsx?set=${set.id}`)
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('导出片'))
    expect(textOf(await sheetOf(response))[0]).toEqual(['导出片'])
    expect((await server.get('/exports/selection.xlsx?set=none')).status).toBe(404)
  })

  test('is refused where nothing would be in it', async () => {
    expect((await server.post('/exports/selection.xlsx', { compoundIds: ['x'] })).status).toBe(400)
    expect((await server.post('/exports/selection.xlsx', { compoundIds: [] })).status).toBe(400)
  })
})
