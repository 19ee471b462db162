import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Feature, FeatureCollection, Position } from 'geojson'
import { byProj, hasGdal, listening, ogrinfo, readWithGdal } from '#tests/builders/gdal.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

/** GDAL as the judge: whether others' GIS can open the service by its address. */
describe.skipIf(!(await hasGdal()))('GDAL', () => {
  let server: TestServer
  let service: Awaited<ReturnType<typeof listening>>

  beforeAll(async () => {
    server = await aServer({ data: 'shipped' })
    service = await listening(server)
  })

  afterAll(async () => {
    await service.close()
    expect(server.reported).toEqual([])
    await server.close()
  })

  test('lists every layer of the service with its kind of geometry', async () => {
    const text = await ogrinfo(`OAPIF:${service.address}/ogc`)
    expect(text.split('\n').filter((line) => /^\d+: /.test(line))).toEqual([
      '1: compounds (title: 老旧小区) (Polygon)',
      '2: buildings (title: 楼栋) (Polygon)',
      '3: pipes (title: 排水管线) (Line String)',
      '4: wells (title: 检查井与排放口) (Point)',
      '5: connections (title: 雨水接驳点位) (Point)',
      '6: branches (title: 接驳支管) (Line String)',
      '7: outlines (title: 行政区界) (Multi Polygon)',
      '8: water (title: 水系) (Polygon)',
      '9: parks (title: 公园绿地) (Polygon)',
      '10: streets (title: 道路) (Line String)',
      '11: blocks (title: 街坊) (Polygon)',
      '12: ground-buildings (title: 其他建筑) (Polygon)',
    ])
  })

  test.each(['compounds', 'buildings', 'pipes', 'wells', 'connections', 'branches', 'streets', 'outlines'])(
    'reads %s page by page: every feature, its values and its geometry',
    async (layer) => {
      const read = await readWithGdal(`OAPIF:${service.address}/ogc`, layer)
      const own = await server.json<FeatureCollection>(`/ogc/collections/${layer}/items?limit=10000`)
      expect(read.features).toHaveLength(own.features.length)
      expect(read.features.map(({ geometry }) => geometry)).toEqual(
        own.features.map(({ geometry }) => geometry),
      )
      read.features.forEach(({ properties }, at) => {
        const expected = own.features[at]?.properties ?? {}
        for (const [name, value] of Object.entries<unknown>(expected)) {
          const seen: unknown = properties?.[name] ?? null
          // GDAL rounds to 15 digits, and a field that is empty on the first page is text to it.
          const isSame = typeof value === 'number' ? Math.abs(Number(seen) - value) < 1e-9 : seen === value
          if (!isSame) expect(seen, `${layer} ${name}`).toEqual(value)
        }
      })
    },
  )

  test('what it asks for by place and value comes back narrowed', async () => {
    const source = `OAPIF:${service.address}/ogc`
    const near = await readWithGdal(source, 'wells', '-spat', '119.6', '39.925', '119.605', '39.93')
    const own = await server.json<{ numberMatched: number }>(
      '/ogc/collections/wells/items?bbox=119.6,39.925,119.605,39.93',
    )
    expect(near.features).toHaveLength(own.numberMatched)
    const storm = await readWithGdal(source, 'pipes', '-where', "system = 'YS' and dn = 800")
    const { numberMatched } = await server.json<{ numberMatched: number }>(
      '/ogc/collections/pipes/items?system=YS&dn=800',
    )
    expect(storm.features).toHaveLength(numberMatched)
  })

  test('EPSG:4549 of the service is that of PROJ within 1 mm', async () => {
    const plane = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4549')
    const read = (query: string) =>
      server.json<FeatureCollection>(`/ogc/collections/wells/items?limit=10000${query}`)
    const positions = ({ features }: FeatureCollection): number[][] =>
      features.map(({ geometry }) => (geometry as { coordinates: number[] }).coordinates)
    const expected = await byProj(positions(await read('')))
    positions(await read(`&crs=${plane}`)).forEach(([north = 0, east = 0], at) => {
      const [x, y] = expected[at] ?? [0, 0]
      expect(Math.hypot(x - east, y - north)).toBeLessThan(0.001)
    })
  })

  test('opens the vector tiles by their TileJSON: every pipe is in them', async () => {
    const { features } = await readWithGdal(
      `MVT:${service.address}/tiles/pipes/14`,
      'pipes',
      '-oo',
      `METADATA_FILE=${service.address}/tiles/pipes.json`,
      '-oo',
      'TILE_EXTENSION=mvt',
      '-t_srs',
      'EPSG:4326',
    )
    // A pipe over the edge of a tile is in both.
    expect(new Set(features.map(({ properties }) => String(properties?.['id']))).size).toBe(4090)
    const pipe = features.find(({ properties }) => properties?.['id'] === 'YS-0002-0003')
    expect(pipe?.properties).toMatchObject({ system: 'YS', dn: 1600, street: '河北大街' })
  })

  describe('reopens every export', () => {
    let folder: string

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'renewal-map-gdal-'))
    })

    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    async function saved(name: string, query = ''): Promise<string> {
      const response = await server.get(`/exports/${name}${query}`)
      expect(response.status, name).toBe(200)
      const file = join(folder, name)
      writeFileSync(file, Buffer.from(await response.arrayBuffer()))
      return name.endsWith('.zip') ? `/vsizip/${file}` : file
    }

    /** The layer as the service itself tells it, with longitude and latitude. */
    const own = (layer: string): Promise<FeatureCollection> =>
      server.json<FeatureCollection>(`/exports/${layer}.geojson`)

    const LAYERS = ['compounds', 'buildings', 'pipes', 'wells', 'connections', 'branches']

    test.each(LAYERS)('%s as GeoPackage: count, values, Chinese, geometry, 示例数据', async (layer) => {
      const file = await saved(`${layer}.gpkg`)
      const [read, expected] = [await readWithGdal(file, layer), await own(layer)]
      expect(read.features).toHaveLength(expected.features.length)
      read.features.forEach((feature, at) => {
        const original = expected.features[at]
        expectSame(feature, original, layer)
        expect(feature.properties?.['notice']).toBe('示例数据')
      })
      const said = await ogrinfo('-so', file, layer)
      expect(said).toContain('ID["EPSG",4490]')
      expect(said).toContain('示例数据')
      expect(said).toContain('未登录')
    })

    test('connections.gpkg holds the branches as well', async () => {
      const file = await saved('connections.gpkg')
      const branches = await readWithGdal(file, 'branches')
      expect(branches.features).toHaveLength((await own('branches')).features.length)
    })

    test.each(['gpkg', 'zip', 'geojson', 'csv', 'dxf'])(
      'wells.%s in EPSG:4549 is within 1 mm of cs2cs',
      async (format) => {
        const file = await saved(`wells.${format}`, '?crs=EPSG:4549')
        const read = await readWithGdal(
          file,
          format === 'dxf' ? 'entities' : null,
          ...(format === 'csv' ? ['-oo', 'GEOM_POSSIBLE_NAMES=图形(WKT)'] : []),
          ...(format === 'dxf' ? ['-where', "Layer in ('雨水井', '污水井', '合流井', '不详井')"] : []),
          // As it stands in the file: the answer is written without turning it.
          ...['-a_srs', 'EPSG:4549', '-lco', 'RFC7946=NO'],
        )
        const originals = (await own('wells')).features.map(pointOf)
        const expected = await byProj(originals)
        expect(read.features).toHaveLength(originals.length)
        read.features.map(pointOf).forEach(([x = 0, y = 0], at) => {
          const [east, north] = expected[at] ?? [0, 0]
          expect(Math.hypot(x - east, y - north), `${format} ${at}`).toBeLessThan(0.001)
        })
      },
    )

    test('with the zone before the easting: EPSG:4528', async () => {
      const file = await saved('wells.gpkg', '?crs=EPSG:4528')
      const [first] = (await readWithGdal(file, 'wells', '-a_srs', 'EPSG:4549')).features
      const [[east, north] = [0, 0]] = await byProj([pointOf((await own('wells')).features[0])])
      const [x = 0, y = 0] = pointOf(first)
      expect(Math.hypot(x - 40_000_000 - east, y - north)).toBeLessThan(0.001)
    })

    test.each(['utf-8', 'gbk'])('pipes as a zipped shapefile in %s', async (encoding) => {
      const file = await saved('pipes.zip', `?encoding=${encoding}`)
      const [read, expected] = [await readWithGdal(file, 'pipes'), await own('pipes')]
      expect(read.features.map(({ geometry }) => geometry)).toEqual(
        expected.features.map(({ geometry }) => geometry),
      )
      const values = ({ properties: p }: Feature) => [
        p?.['id'],
        p?.['system'],
        p?.['dn'],
        p?.['material'],
        p?.['street'],
      ]
      expect(read.features.map(values)).toEqual(expected.features.map(values))
      const inverts = (name: string) => (feature: Feature) => Number(feature.properties?.[name])
      expect(read.features.map(inverts('inv_start'))).toEqual(expected.features.map(inverts('invertStart')))
    })

    test('areas as a zipped shapefile keep their rings', async () => {
      const file = await saved('compounds.zip')
      const read = await readWithGdal(file, 'compounds', '-nlt', 'PROMOTE_TO_MULTI')
      const expected = (await own('compounds')).features
      expect(read.features).toHaveLength(expected.length)
      read.features.forEach(({ geometry }, at) => {
        expect(cornersOf(geometry)).toEqual(cornersOf(expected[at]?.geometry))
      })
    })

    test('pipes as a drawing: layers by system, Chinese texts, true coordinates', async () => {
      const file = await saved('pipes.dxf')
      const { features } = await readWithGdal(file, 'entities', '-a_srs', 'EPSG:4549')
      const expected = (await own('pipes')).features
      const count = (system: string): number =>
        expected.filter(({ properties }) => properties?.['system'] === system).length
      const on = (layer: string): Feature[] =>
        features.filter(({ properties }) => properties?.['Layer'] === layer)
      expect([on('雨水管线').length, on('污水管线').length, on('合流管线').length]).toEqual([
        count('YS'),
        count('WS'),
        count('HS'),
      ])
      expect(
        on('雨水管线-注记').some(({ properties }) => /^DN1600 钢筋混凝土 i=/.test(properties?.['Text'])),
      ).toBe(true)
      expect(features.some(({ properties }) => String(properties?.['Text']).startsWith('示例数据'))).toBe(
        true,
      )
      const lines = expected
        .filter(({ properties }) => properties?.['system'] === 'YS')
        .map(({ geometry }) => (geometry.type === 'LineString' ? geometry.coordinates : []))
      const starts = await byProj(lines.map((line) => line[0] ?? []))
      on('雨水管线').forEach(({ geometry }, at) => {
        const [x = 0, y = 0] = geometry.type === 'LineString' ? (geometry.coordinates[0] ?? []) : []
        const [east, north] = starts[at] ?? [0, 0]
        expect(Math.hypot(x - east, y - north)).toBeLessThan(0.001)
      })
    })

    test('a table in Chinese words, in UTF-8 with its mark and in GBK', async () => {
      const bytes = Buffer.from(await (await server.get('/exports/wells.csv')).arrayBuffer())
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      const gbk = await (await server.get('/exports/wells.csv?encoding=gbk')).arrayBuffer()
      const strip = (text: string): string => text.replaceAll(/由 未登录 于 .*? 导出/g, '')
      expect(strip(new TextDecoder('gbk').decode(gbk))).toBe(strip(new TextDecoder().decode(bytes)))
      const { features } = await readWithGdal(
        await saved('wells.csv'),
        null,
        '-oo',
        'GEOM_POSSIBLE_NAMES=图形(WKT)',
      )
      expect(features).toHaveLength(4189)
      expect(features[0]?.properties).toMatchObject({
        物探点号: 'YS-0001',
        系统: '雨水',
        类型: '检查井',
        数据来源: '示例数据',
      })
      expect(features.map(({ geometry }) => geometry)).toEqual(
        (await own('wells')).features.map(({ geometry }) => geometry),
      )
    })
  })
})

function expectSame(feature: Feature, original: Feature | undefined, layer: string): void {
  expect(cornersOf(feature.geometry)).toEqual(cornersOf(original?.geometry))
  for (const [name, value] of Object.entries<unknown>(original?.properties ?? {})) {
    const seen: unknown = feature.properties?.[name] ?? null
    const isSame = typeof value === 'number' ? Math.abs(Number(seen) - value) < 1e-9 : seen === value
    if (!isSame) expect(seen, `${layer} ${name}`).toEqual(value)
  }
}

/** All corners without regard to the direction of rings, which RFC 7946 and shapefiles turn differently. */
function cornersOf(geometry: Feature['geometry'] | undefined): string[] {
  if (geometry === undefined || geometry.type === 'GeometryCollection') return []
  const flat = (coordinates: unknown[]): Position[] =>
    typeof coordinates[0] === 'number'
      ? [coordinates as Position]
      : coordinates.flatMap((one) => flat(one as unknown[]))
  return flat(geometry.coordinates)
    .map((position) => position.join(' '))
    .sort()
}

function pointOf(feature: Feature | undefined): Position {
  return feature?.geometry.type === 'Point' ? feature.geometry.coordinates : []
}
