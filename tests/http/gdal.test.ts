import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeatureCollection } from 'geojson'
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
          if (typeof value === 'number') expect(Number(seen), `${layer} ${name}`).toBeCloseTo(value, 9)
          else expect(seen, `${layer} ${name}`).toEqual(value)
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
})
