import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '#server/settings.ts'

test('nothing set: the documented defaults', () => {
  expect(readSettings({})).toMatchObject({
    ok: true,
    settings: {
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('var'),
      demo: true,
      access: 'public',
      baseMaps: [],
      mapApprovalNumber: null,
    },
  })
})

test('an empty variable counts as not set', () => {
  expect(readSettings({ PORT: '', HOST: ' ', DEMO: '' })).toMatchObject({
    ok: true,
    settings: { port: 3000, host: '127.0.0.1', demo: true },
  })
})

test('every fault is listed with its value and what was expected', () => {
  const result = readSettings({
    PORT: '70000',
    DEMO: 'maybe',
    ACCESS: 'open',
    BASEMAP_URLS: '[{"label":"x"}]',
  })
  expect(result).toMatchObject({ ok: false })
  const faults = result.ok ? [] : result.faults
  expect(faults).toHaveLength(4)
  expect(faults[0]).toContain('PORT=70000')
  expect(faults[3]).toContain('第 1 项的 url')
})

test.each(['-1', '3.5', 'http', '0x10', '1e3'])('PORT=%s is refused', (port) => {
  expect(readSettings({ PORT: port }).ok).toBe(false)
})

test('天地图 brings its two maps with labels, the key in the address only', () => {
  const result = readSettings({ TIANDITU_KEY: 'k&y' })
  const maps = result.ok ? result.settings.baseMaps : []
  expect(maps.map((map) => map.id)).toEqual(['tianditu-vector', 'tianditu-imagery'])
  expect(maps[0]?.url).toContain('tk=k%26y')
  expect(maps[0]?.labelsUrl).toContain('LAYER=cva')
})

test('base maps by lines and by JSON', () => {
  const lines = readSettings({
    BASEMAP_URLS: '高德|https://a.example/{z}/{x}/{y}.png|GCJ-02; 本地|http://10.0.0.1/style.json',
  })
  expect(lines).toMatchObject({
    ok: true,
    settings: {
      baseMaps: [
        { id: 'custom-1', label: '高德', crs: 'gcj02', kind: 'raster' },
        { id: 'custom-2', label: '本地', crs: 'wgs84', kind: 'vector' },
      ],
    },
  })
  const json = readSettings({
    BASEMAP_URLS: '[{"label":"影像","url":"https://b.example/{z}/{x}/{y}","maxZoom":17}]',
  })
  expect(json).toMatchObject({ ok: true, settings: { baseMaps: [{ label: '影像', maxZoom: 17 }] } })
  expect(readSettings({ BASEMAP_URLS: '[{' }).ok).toBe(false)
})

test('a GCJ-02 vector base map is taken: it is shifted like a raster one', () => {
  const result = readSettings({ BASEMAP_URLS: '高德|https://a.example/style.json|gcj02' })
  expect(result.ok ? result.settings.baseMaps : result.faults).toMatchObject([
    { kind: 'vector', crs: 'gcj02' },
  ])
})

test('base maps that could not be drawn are refused with the way out', () => {
  const faultsOf = (list: string): readonly string[] => {
    const result = readSettings({ BASEMAP_URLS: list })
    return result.ok ? [] : result.faults
  }
  expect(faultsOf('瓦片|https://a.example/{z}/{x}/{y}.pbf')[0]).toContain('style.json')
  expect(faultsOf('子域|https://t{s}.example/{z}/{x}/{y}.png')[0]).toContain('具体的主机')
  expect(faultsOf('[{"label":"缺","url":"https://a.example/{z}.png"}]')[0]).toContain('{x}')
})

test("a WMTS's own names for the numbers of a tile are understood", () => {
  const result = readSettings({
    BASEMAP_URLS: '影像|http://10.0.0.1/wmts?TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}',
  })
  expect(result).toMatchObject({
    ok: true,
    settings: {
      baseMaps: [{ kind: 'raster', url: 'http://10.0.0.1/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}' }],
    },
  })
})
