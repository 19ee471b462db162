import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeatureCollection } from 'geojson'
import type { AuditList } from '#core/api/audit.ts'
import type { ExportLayers } from '#core/api/exports.ts'
import type { Problem } from '#core/api/service.ts'
import { toPlane } from '#core/geo/projection.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

const read = (name: string): Promise<FeatureCollection & { notice: string }> =>
  server.json<FeatureCollection & { notice: string }>(`/exports/${name}`)

describe('what goes into a file', () => {
  test('columns in the order asked for; 示例数据 cannot be left out', async () => {
    const { features, notice } = await read('pipes.geojson?columns=dn,id&system=YS')
    expect(Object.keys(features[0]?.properties ?? {})).toEqual(['dn', 'id', 'source'])
    expect(notice).toMatch(/^示例数据:含合成记录,不得用于申报或决策;由 未登录 于 /)
    const all = await read('pipes.geojson')
    const storm = all.features.filter(({ properties }) => properties?.['system'] === 'YS')
    expect(features.map(({ properties }) => properties?.['id'])).toEqual(storm.map(({ id }) => id))
  })

  test('only what belongs to the compounds named, by address and by list', async () => {
    const ids = ['XQ-001', 'XQ-003']
    for (const layer of ['compounds', 'buildings', 'connections', 'branches']) {
      const all = (await read(`${layer}.geojson`)).features
      const field = layer === 'compounds' ? 'id' : 'compoundId'
      const expected = all.filter(({ properties }) => ids.includes(properties?.[field])).map(({ id }) => id)
      expect(
        (await read(`${layer}.geojson?compoundIds=${ids.join(',')}`)).features.map(({ id }) => id),
      ).toEqual(expected)
      const posted = await server.post(`/exports/${layer}.geojson`, { compoundIds: ids })
      expect(((await posted.json()) as FeatureCollection).features.map(({ id }) => id)).toEqual(expected)
      expect(expected.length).toBeGreaterThan(0)
    }
  })

  test('only what the view shows', async () => {
    const { features } = await read('wells.geojson?bbox=119.6,39.925,119.605,39.93')
    const { numberMatched } = await server.json<{ numberMatched: number }>(
      '/ogc/collections/wells/items?bbox=119.6,39.925,119.605,39.93',
    )
    expect(features).toHaveLength(numberMatched)
  })

  test.each([
    ['pipes.geojson?columns=id,colour', 'columns'],
    ['pipes.geojson?colour=red', 'colour'],
    ['pipes.geojson?compoundIds=XQ-001', 'compoundIds'],
    ['pipes.geojson?crs=EPSG:3857', 'crs'],
    ['pipes.geojson?bbox=1,2', 'bbox'],
    ['wells.csv?encoding=big5', 'encoding'],
    // Names of reviewers stand in the dossier.
    ['compounds.geojson?columns=id,scoreSheet', 'columns'],
  ])('%s is refused, and says what is wrong', async (name, field) => {
    const response = await server.get(`/exports/${name}`)
    const problem = (await response.json()) as Problem
    expect([response.status, problem.errors?.[0]?.field]).toEqual([400, field])
  })

  test.each(['pipes.pdf', 'roads.geojson', 'pipes', '..%2f..%2fetc.csv'])('%s is 404', async (name) => {
    expect((await server.get(`/exports/${name}`)).status).toBe(404)
  })

  test('the list of layers says what there is, the dossier to planners alone', async () => {
    const { layers } = await server.json<ExportLayers>('/api/exports')
    expect(layers.map(({ id, count }) => [id, count])).toEqual([
      ['compounds', 72],
      ['buildings', 673],
      ['pipes', 4090],
      ['wells', 4189],
      ['connections', 13],
      ['branches', 13],
    ])
    const names = (list: ExportLayers): string[] => list.layers[0]?.fields.map(({ name }) => name) ?? []
    expect(names({ layers })).not.toContain('scoreSheet')
    const { cookie } = await signedIn(server, 'planner')
    const planner = await server.get('/api/exports', { cookie })
    expect(names((await planner.json()) as ExportLayers)).toContain('scoreSheet')
    const whole = await server.get('/exports/compounds.geojson?columns=id,scoreSheet', { cookie })
    expect(whole.status).toBe(200)
  })
})

test('雨水接驳点位表 in the columns of DOMAIN §7.3, to be printed and signed', async () => {
  const response = await server.get('/exports/connections.xlsx')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  const sheet = book.getWorksheet('雨水接驳点位表')
  if (sheet === undefined) throw new Error('there is no such sheet')
  const row = (at: number): unknown[] => (sheet.getRow(at).values as unknown[]).slice(1)
  expect(row(1)[0]).toBe('2024 年度雨水接驳点位表')
  expect(String(row(2)[0])).toMatch(/^示例数据.*共 13 处/)
  expect(sheet.getCell('D3').value).toBe('坐标(m)')
  expect(sheet.getCell('E3').master.address).toBe('D3')
  expect(sheet.getCell('B4').master.address).toBe('B3')
  expect(row(4).slice(3, 5)).toEqual(['X', 'Y'])
  const { features } = await read('connections.geojson')
  const [first] = features
  const [longitude = 0, latitude = 0] = first?.geometry.type === 'Point' ? first.geometry.coordinates : []
  const [east, north] = toPlane([longitude, latitude])
  const cells = row(5)
  expect(cells.slice(0, 3)).toEqual([1, first?.id, first?.properties?.['compoundName']])
  expect(Math.hypot(Number(cells[3]) - north, Number(cells[4]) - east)).toBeLessThan(0.001)
  expect(cells.at(-1)).toBe('示例数据')
  expect(String(row(19)[0])).toContain('填报人')
  expect(String(row(20)[0])).toMatch(/^由 未登录 于 /)
  expect(sheet.pageSetup).toMatchObject({ paperSize: 8, orientation: 'landscape', printTitlesRow: '3:4' })
})

test('every file that leaves is on record, with who took it, and says so itself', async () => {
  const { cookie, account } = await signedIn(server, 'centre')
  const { username } = account
  const response = await server.get('/exports/wells.gpkg?columns=id,ground', { cookie })
  expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toMatch(
    new RegExp(`检查井与排放口-示例数据-\\d{8}-\\d{4}-${username}\\.gpkg`),
  )
  expect(Buffer.from(await response.arrayBuffer()).toString('utf8')).toContain(`(${username})`)
  await server.get('/exports/ranking.xlsx', { cookie })
  await server.get('/exports/nothing.xlsx', { cookie })
  const auditor = await signedIn(server, 'auditor')
  const audit = await server.get('/api/audit?entity=file&limit=2', { cookie: auditor.cookie })
  const { items } = (await audit.json()) as AuditList
  expect(items.map(({ entityId, actor, action }) => [entityId, actor.username, action])).toEqual([
    ['ranking.xlsx', username, 'export'],
    ['wells.gpkg', username, 'export'],
  ])
  expect(items[1]?.after).toMatchObject({ count: 4189, columns: 'id,ground,source', crs: 'EPSG:4490' })
})
