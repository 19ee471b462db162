import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportPlaces, ImportView } from '#core/api/imports.ts'
import { toPlane } from '#core/geo/projection.ts'
import { readCompounds } from '#server/store/compounds.ts'
import { readWells } from '#server/store/network.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aServer, type TestServer } from '#tests/builders/server-builder.ts'
import { signedIn, type Visitor } from '#tests/builders/signed-in.ts'

describe('imports over HTTP', () => {
  let server: TestServer
  let planner: Visitor
  let township: Visitor
  let centre: Visitor

  beforeAll(async () => {
    server = await aServer({ data: [aCompound({ id: 'XQ-1', name: '老小区' })] })
    planner = await signedIn(server, 'planner')
    township = await signedIn(server, 'subdistrict', { subdistrict: '海滨路街道' })
    centre = await signedIn(server, 'centre')
  })
  afterAll(() => server.close())

  async function upload(
    who: Visitor,
    wish: string,
    name: string,
    content: string | Uint8Array,
  ): Promise<Response> {
    return server.request(`/api/imports?wish=${wish}&name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { cookie: who.cookie, 'content-type': 'application/octet-stream' },
      body: content as BodyInit,
    })
  }

  /** Waits for what runs on the server. */
  async function settled(who: Visitor, id: string): Promise<ImportView> {
    for (let look = 0; look < 400; look++) {
      const view = await who.json<ImportView>(`/api/imports/${id}`)
      if (view.running === null) return view
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('still running')
  }

  async function checked(
    who: Visitor,
    wish: string,
    name: string,
    content: string | Uint8Array,
  ): Promise<ImportView> {
    const response = await upload(who, wish, name, content)
    expect(response.status).toBe(200)
    const { id } = (await response.json()) as ImportView
    await who.send('POST', `/api/imports/${id}/check`)
    return settled(who, id)
  }

  const HEAD = '小区编号,小区名称,镇街,楼栋数(栋),户数(户),建筑面积(万m²),经度,纬度'
  const ROW = 'XQ-9,新小区,文化路街道,3,120,0.86,119.6,39.94'

  it('goes from a file to stored records, and back', async () => {
    const view = await checked(planner, 'compounds', '上报.csv', `${HEAD}\n${ROW}\n`)
    expect(view.report).toMatchObject({
      faultCount: 0,
      rows: 1,
      kinds: [{ kind: 'compounds', added: 1, changed: 0 }],
    })
    expect(await readCompounds(server.store)).toHaveLength(1)

    // Twice at once, as a double click does: one import.
    const path = `/api/imports/${view.id}/apply`
    const answers = await Promise.all([1, 2].map(() => planner.send('POST', path, undefined, view.version)))
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
      [],
    )
    const applied = await settled(planner, view.id)
    expect(applied.state).toBe('applied')
    const stored = (await readCompounds(server.store)).find(({ id }) => id === 'XQ-9')
    expect(stored).toMatchObject({ name: '新小区', subdistrictCode: '130302001', source: 'survey' })
    expect(stored?.declared).toEqual({ buildings: 3, households: 120, floorArea: 8600 })

    const undone = await planner.send('POST', `/api/imports/${view.id}/undo`)
    expect(undone.status).toBe(200)
    expect(await readCompounds(server.store)).toHaveLength(1)
    expect((await planner.send('POST', `/api/imports/${view.id}/undo`)).status).toBe(409)
  })

  it('stores nothing where one row is wrong, and marks the cells in a copy', async () => {
    const view = await checked(
      planner,
      'compounds',
      '上报.csv',
      `${HEAD}\n${ROW}\nXQ-8,坏小区,虚构街道,3,三百,0.86,119.6,39.94\n`,
    )
    expect(view.report?.faults).toEqual([
      {
        layer: '',
        row: 3,
        column: '镇街',
        value: '虚构街道',
        expected: expect.stringContaining('镇街') as string,
      },
      {
        layer: '',
        row: 3,
        column: '户数(户)',
        value: '三百',
        expected: expect.stringContaining('整数') as string,
      },
    ])
    expect(
      (await planner.send('POST', `/api/imports/${view.id}/apply`, undefined, view.version)).status,
    ).toBe(409)
    expect(await readCompounds(server.store)).toHaveLength(1)

    const marked = await planner.get(`/api/imports/${view.id}/marked.xlsx`)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await marked.arrayBuffer())
    const cell = workbook.worksheets[0]?.getCell('E3')
    expect(cell?.text).toBe('三百')
    expect(JSON.stringify(cell?.note)).toContain('整数')
    expect(workbook.getWorksheet('问题清单')?.rowCount).toBe(3)
  })

  it('keeps everybody to what they may bring in', async () => {
    expect((await upload(township, 'pipes', 'a.csv', 'x')).status).toBe(403)
    expect((await upload(centre, 'compounds', 'a.csv', 'x')).status).toBe(403)
    expect(
      (await server.request('/api/imports?wish=wells&name=a.csv', { method: 'POST', body: 'x' })).status,
    ).toBe(401)
    // 文化路街道 is not theirs.
    const foreign = await checked(township, 'compounds', '上报.csv', `${HEAD}\n${ROW}\n`)
    expect(foreign.report?.faults[0]?.expected).toContain('辖区')
    expect((await centre.get(`/api/imports/${foreign.id}`)).status).toBe(403)
    expect((await upload(planner, 'wells', '../../etc/passwd.csv', '物探点号\nA')).status).toBe(200)
  })

  it('shows where places would fall, and says when X and Y are the other way round', async () => {
    const [east, north] = toPlane([119.6, 39.94])
    const table = `物探点号,附属物,系统,X,Y,地面高程\nYS-1,检查井,YS,${north},${east},5.1\nYS-2,出水口,YS,${north + 30},${east},5\n`
    const response = await upload(centre, 'wells', '点表.csv', table)
    const view = (await response.json()) as ImportView
    const plan = view.plan
    if (plan === null) throw new Error('no plan')
    const gauss = { type: 'gauss', meridian: 120, zoned: false } as const
    const look = async (axes: 'x-east' | 'x-north'): Promise<ImportPlaces> => {
      const answer = await centre.send('POST', `/api/imports/${view.id}/places`, {
        ...plan,
        coordinates: { system: gauss, axes },
      })
      return (await answer.json()) as ImportPlaces
    }
    expect((await look('x-east')).problem).toContain('X、Y 对调')
    const right = await look('x-north')
    expect(right.problem).toBeNull()
    expect(right.places[0]?.[0]).toBeCloseTo(119.6, 7)
    expect(right.outline[0]?.length).toBeGreaterThan(50)

    // Without a word the one system that puts them on the district is taken.
    await centre.send('POST', `/api/imports/${view.id}/check`)
    const found = await settled(centre, view.id)
    expect(found.report?.choice).toEqual({ system: gauss, axes: 'x-north' })
    await centre.send('POST', `/api/imports/${view.id}/apply`, undefined, found.version)
    expect((await settled(centre, view.id)).state).toBe('applied')
    expect((await readWells(server.store)).map(({ id, kind }) => [id, kind])).toEqual([
      ['YS-1', 'manhole'],
      ['YS-2', 'outfall'],
    ])
    // The same headings again are mapped as they were.
    const again = (await (await upload(centre, 'wells', '点表2.csv', table)).json()) as ImportView
    expect(again.remembered).toBe(true)
  })

  it('refuses to take back what somebody has changed since', async () => {
    const view = await checked(planner, 'compounds', '改名.csv', '小区编号,小区名称\nXQ-1,改过的名称\n')
    await planner.send('POST', `/api/imports/${view.id}/apply`, undefined, view.version)
    expect((await settled(planner, view.id)).state).toBe('applied')
    const { version } = (await readCompounds(server.store)).find(({ id }) => id === 'XQ-1') ?? { version: 0 }
    const edit = { set: { address: '新地址' }, reason: '核实地址' }
    expect((await planner.send('PATCH', '/api/compounds/XQ-1', edit, version)).status).toBe(200)
    const refused = await planner.send('POST', `/api/imports/${view.id}/undo`)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('XQ-1')
  })

  it('hands out templates whose example row it passes over, and which it reads back', async () => {
    for (const wish of ['compounds', 'buildings', 'consent', 'network', 'base']) {
      const response = await planner.get(`/api/import-templates/${wish}`)
      expect(response.status).toBe(200)
      const bytes = new Uint8Array(await response.arrayBuffer())
      const view = await checked(planner, wish, '模板.xlsx', bytes)
      expect(
        view.report?.faults.map(({ expected }) => expected),
        wish,
      ).toEqual(['表头下没有数据行'])
    }
    const template = new ExcelJS.Workbook()
    await template.xlsx.load(await (await planner.get('/api/import-templates/compounds')).arrayBuffer())
    const sheet = template.getWorksheet('小区')
    expect(JSON.stringify(sheet?.getCell('C3').dataValidation)).toContain('选项')
    expect(template.getWorksheet('选项')?.rowCount).toBe(24)
  })
})
