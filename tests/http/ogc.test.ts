import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Feature, FeatureCollection, LineString } from 'geojson'
import { bboxPolygon, booleanIntersects } from '@turf/turf'
import type { Problem } from '#core/api/service.ts'
import { toPlane } from '#core/geo/projection.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'

/*
 * One `describe` for each conformance class that /ogc/conformance names; the numbers are requirements of
 * OGC 17-069r4 (Part 1) and OGC 18-058r1 (Part 2).
 */

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const GEOGRAPHIC = 'http://www.opengis.net/def/crs/EPSG/0/4490'
const PLANE = 'http://www.opengis.net/def/crs/EPSG/0/4549'

interface Link {
  readonly href: string
  readonly rel: string
  readonly type: string
}

interface Items extends FeatureCollection {
  readonly links: readonly Link[]
  readonly timeStamp: string
  readonly numberMatched: number
  readonly numberReturned: number
}

interface Collection {
  readonly id: string
  readonly description: string
  readonly crs: readonly string[]
  readonly storageCrs: string
  readonly extent: { readonly spatial: { readonly bbox: readonly (readonly number[])[] } }
  readonly links: readonly Link[]
}

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

const items = (layer: string, query = ''): Promise<Items> =>
  server.json<Items>(`/ogc/collections/${layer}/items${query}`)

const path = (link: Link | undefined): string => {
  if (link === undefined) throw new Error('there is no such link')
  const { pathname, search } = new URL(link.href)
  return `${pathname}${search}`
}

const linkOf = ({ links }: { readonly links: readonly Link[] }, rel: string): Link | undefined =>
  links.find((link) => link.rel === rel)

/** Every page from the first by its `next` links. */
async function allPages(layer: string, query: string): Promise<Items[]> {
  const pages = [await items(layer, query)]
  for (;;) {
    const next = linkOf(pages.at(-1) ?? { links: [] }, 'next')
    if (next === undefined) return pages
    pages.push(await server.json<Items>(path(next)))
  }
}

async function problemOf(address: string): Promise<Problem> {
  const response = await server.get(address)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  return (await response.json()) as Problem
}

describe('ogcapi-features-1/1.0/conf/core', () => {
  test('landing page: links to definition, conformance and data (2)', async () => {
    const page = await server.json<{ links: Link[] }>('/ogc')
    for (const rel of ['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']) {
      const link = page.links.find((candidate) => candidate.rel === rel)
      expect(link, rel).toBeDefined()
      expect((await server.get(path(link))).status, rel).toBe(200)
    }
  })

  test('conformance names the classes tested here and no other (5)', async () => {
    const { conformsTo } = await server.json<{ conformsTo: string[] }>('/ogc/conformance')
    expect(conformsTo.map((uri) => uri.replace('http://www.opengis.net/spec/', ''))).toEqual([
      'ogcapi-features-1/1.0/conf/core',
      'ogcapi-features-1/1.0/conf/geojson',
      'ogcapi-features-1/1.0/conf/html',
      'ogcapi-features-1/1.0/conf/oas30',
      'ogcapi-features-2/1.0/conf/crs',
    ])
  })

  test('collections: each has id, extent, links and says 示例数据 where it is (13–18)', async () => {
    const { collections } = await server.json<{ collections: Collection[] }>('/ogc/collections')
    expect(collections.map(({ id }) => id)).toEqual([
      'compounds',
      'buildings',
      'pipes',
      'wells',
      'connections',
      'branches',
      'outlines',
      'water',
      'parks',
      'streets',
      'blocks',
      'ground-buildings',
    ])
    for (const collection of collections) {
      const { id, description, extent } = collection
      // The outlines are real; everything else that ships is synthetic.
      expect(description.includes('示例数据'), id).toBe(id !== 'outlines')
      expect(extent.spatial.bbox[0]).toHaveLength(4)
      expect(collection.links.filter(({ rel }) => rel === 'items').map(({ type }) => type)).toEqual([
        'application/geo+json',
        'text/html',
      ])
      const one = await server.json<Collection>(`/ogc/collections/${id}`)
      expect(one).toMatchObject({ id, description, extent })
    }
  })

  test('limit: the least of what is asked, what there is and the maximum (19–21)', async () => {
    expect((await items('pipes', '?limit=7')).features).toHaveLength(7)
    const all = await items('pipes', '?limit=99999')
    expect(all.features).toHaveLength(4090)
    expect(all.numberMatched).toBe(4090)
    expect(all.numberReturned).toBe(4090)
    expect((await items('pipes')).features).toHaveLength(1000)
  })

  test.each(['0', '-1', 'x', '1.5', ''])('limit=%s is refused', async (limit) => {
    const problem = await problemOf(`/ogc/collections/pipes/items?limit=${limit}`)
    expect(problem.status).toBe(400)
    expect(problem.errors?.[0]?.field).toBe('limit')
  })

  test.each([
    ['pipes', '?limit=999'],
    ['wells', '?limit=1500&system=YS'],
    ['compounds', '?limit=10&eligibility=eligible'],
  ])('paging through %s gives every feature once, and back again (28, 29)', async (layer, query) => {
    const whole = await items(layer, query.replace(/limit=\d+/, 'limit=10000'))
    const pages = await allPages(layer, query)
    const ids = pages.flatMap(({ features }) => features.map(({ id }) => id))
    expect(ids).toEqual(whole.features.map(({ id }) => id))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page.numberMatched).toBe(whole.features.length)
    let page = pages.at(-1)
    for (const before of pages.slice(0, -1).reverse()) {
      page = await server.json<Items>(path(page && linkOf(page, 'prev')))
      expect(page.features.map(({ id }) => id)).toEqual(before.features.map(({ id }) => id))
    }
    expect(page && linkOf(page, 'prev')).toBeUndefined()
  })

  test('bbox: exactly the features that touch it (22–25)', async () => {
    const box = [119.6, 39.925, 119.605, 39.93] as const
    for (const layer of ['pipes', 'wells', 'buildings', 'compounds', 'streets', 'connections', 'branches']) {
      const all = (await items(layer, '?limit=10000')).features
      const expected = all.filter(({ geometry }) => booleanIntersects(geometry, bboxPolygon([...box])))
      const found = await items(layer, `?bbox=${box.join(',')}&limit=10000`)
      expect(
        found.features.map(({ id }) => id),
        layer,
      ).toEqual(expected.map(({ id }) => id))
      expect(found.numberMatched, layer).toBe(expected.length)
    }
  })

  test('bbox: six numbers and a box over the antimeridian', async () => {
    const flat = await items('wells', '?bbox=119.6,39.925,119.605,39.93')
    const high = await items('wells', '?bbox=119.6,39.925,-10,119.605,39.93,100')
    expect(flat.numberMatched).toBeGreaterThan(0)
    expect(high.numberMatched).toBe(flat.numberMatched)
    expect((await items('wells', '?bbox=119.6,39,-170,41')).numberMatched).toBe(
      (await items('wells', '?bbox=119.6,39,180,41')).numberMatched,
    )
    expect((await items('wells', '?bbox=0,0,1,1')).numberMatched).toBe(0)
  })

  test.each(['1,2,3', '1,2,3,x', '119,41,120,39', '119,39,120,100', ''])(
    'bbox=%s is refused',
    async (bbox) => {
      const problem = await problemOf(`/ogc/collections/wells/items?bbox=${bbox}`)
      expect([problem.status, problem.errors?.[0]?.field]).toEqual([400, 'bbox'])
    },
  )

  test('datetime: what stands by then; what knows no time always (26, 27)', async () => {
    const all = (await items('buildings', '?limit=10000')).features
    const by = (year: number): number =>
      all.filter(({ properties }) => properties?.['builtYear'] === null || properties?.['builtYear'] <= year)
        .length
    expect(by(1985)).toBeGreaterThan(0)
    expect(by(1985)).toBeLessThan(all.length)
    for (const time of ['1985-06-01', '1985-12-31T23:59:59Z', '../1985-01-01', '1980-01-01/1985-12-31']) {
      expect((await items('buildings', `?datetime=${time}`)).numberMatched, time).toBe(by(1985))
    }
    expect((await items('buildings', '?datetime=1985-01-01/..')).numberMatched).toBe(all.length)
    expect((await items('pipes', '?datetime=1985-01-01')).numberMatched).toBe(4090)
    const { features } = await items('compounds', '?datetime=1990-01-01&limit=10000')
    expect(features.every(({ properties }) => (properties?.['builtYear'] ?? 0) <= 1990)).toBe(true)
  })

  test.each(['yesterday', '1985', '../..', '1990-01-01/1985-01-01', '1985-02-30', 'a/b/c'])(
    'datetime=%s is refused',
    async (time) => {
      const problem = await problemOf(`/ogc/collections/buildings/items?datetime=${time}`)
      expect([problem.status, problem.errors?.[0]?.field]).toEqual([400, 'datetime'])
    },
  )

  test('properties narrow, several at once (recommendation 15)', async () => {
    const { features } = await items('pipes', '?limit=10000')
    const expected = features.filter(
      ({ properties }) => properties?.['system'] === 'YS' && properties['dn'] === 800,
    )
    expect(expected.length).toBeGreaterThan(0)
    expect((await items('pipes', '?system=YS&dn=800')).numberMatched).toBe(expected.length)
    expect((await items('compounds', '?selected=true')).numberMatched).toBe(13)
    expect((await items('pipes', "?street=' or 1=1 --")).numberMatched).toBe(0)
  })

  test('unknown and broken parameters are refused, each by name (8, 9)', async () => {
    const problem = await problemOf('/ogc/collections/pipes/items?colour=red&dn=thick&limit=5&limit=6')
    expect(problem.status).toBe(400)
    expect(problem.errors?.map(({ field }) => field)).toEqual(['colour', 'limit', 'dn'])
    for (const address of ['/ogc?x=1', '/ogc/conformance?x=1', '/ogc/collections?x=1', '/ogc/api?x=1']) {
      expect((await server.get(address)).status, address).toBe(400)
    }
  })

  test('one feature, with links to itself and its collection (32, 33)', async () => {
    const [first] = (await items('compounds', '?limit=1')).features
    const one = await server.json<Feature & { links: Link[] }>(
      `/ogc/collections/compounds/items/${first?.id}`,
    )
    expect(one).toMatchObject({ id: first?.id, properties: first?.properties, geometry: first?.geometry })
    expect(linkOf(one, 'collection')?.href).toMatch(/\/ogc\/collections\/compounds$/)
    expect(linkOf(one, 'self')).toBeDefined()
  })

  test.each([
    '/ogc/collections/none',
    '/ogc/collections/none/items',
    '/ogc/collections/pipes/items/none',
    '/ogc/nothing',
  ])('%s is 404', async (address) => {
    expect((await problemOf(address)).status).toBe(404)
  })

  test('answers are kept by tag until the data change', async () => {
    const tag = (await server.get('/ogc/collections/wells/items')).headers.get('etag') ?? ''
    expect((await server.get('/ogc/collections/wells/items', { 'if-none-match': tag })).status).toBe(304)
  })

  test('what no open answer tells: consent, ballots, anything of a household', async () => {
    const names = new Set(
      (await items('compounds', '?limit=10000')).features.flatMap(({ properties }) =>
        Object.keys(properties ?? {}),
      ),
    )
    expect([...names].filter((name) => /consent|ballot|household_|door|phone/i.test(name))).toEqual([])
  })
})

describe('ogcapi-features-1/1.0/conf/geojson', () => {
  test('media types of collections and of single features', async () => {
    const list = await server.get('/ogc/collections/wells/items?limit=1', { accept: 'application/geo+json' })
    expect(list.headers.get('content-type')).toBe('application/geo+json')
    expect(list.headers.get('vary')).toContain('Accept')
    const { type, features, timeStamp } = (await list.json()) as Items
    expect([type, features[0]?.type, features[0]?.geometry.type]).toEqual([
      'FeatureCollection',
      'Feature',
      'Point',
    ])
    expect(Date.parse(timeStamp)).not.toBeNaN()
    const one = await server.get(`/ogc/collections/wells/items/${features[0]?.id}`)
    expect(one.headers.get('content-type')).toBe('application/geo+json')
  })

  test('without crs: longitude, latitude (RFC 7946)', async () => {
    const { features } = await items('wells', '?limit=10000')
    const positions = features.map(({ geometry }) => (geometry as { coordinates: number[] }).coordinates)
    expect(positions.every(([x = 0, y = 0]) => x > 119 && x < 120 && y > 39 && y < 41)).toBe(true)
  })
})

describe('ogcapi-features-1/1.0/conf/html', () => {
  test.each([
    '/ogc',
    '/ogc/api',
    '/ogc/conformance',
    '/ogc/collections',
    '/ogc/collections/compounds',
    '/ogc/collections/compounds/items',
    '/ogc/collections/compounds/items/XQ-001',
  ])('%s is a page for whoever asks for one', async (address) => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
    const response = await server.get(address, { accept: browser })
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const page = await response.text()
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="zh-CN">/)
    expect(page).toContain('示例数据')
    // Nothing runs and nothing comes from elsewhere.
    expect(page).not.toMatch(/<script|@import|url\(|src=|\son\w+=/)
    expect(await (await server.get(`${address}?f=html`)).text()).toContain('<h1>')
    expect(
      (await server.get(`${address}?f=json`, { accept: browser })).headers.get('content-type'),
    ).toContain('json')
    expect((await server.get(address, { accept: '*/*' })).headers.get('content-type')).toContain('json')
  })

  test('a name with markup stays text', async () => {
    const hostile = await aServer({ data: [] })
    const page = await (await hostile.get('/ogc/collections/wells/items?f=html&id=%3Cscript%3E')).text()
    expect(page).not.toContain('<script')
    await hostile.close()
  })

  test('f=xml is refused', async () => {
    expect((await problemOf('/ogc?f=xml')).errors?.[0]?.field).toBe('f')
  })
})

describe('ogcapi-features-1/1.0/conf/oas30', () => {
  interface Parameter {
    readonly $ref?: string
    readonly name?: string
  }
  interface Definition {
    readonly openapi: string
    readonly paths: Record<string, { get: { operationId: string; parameters?: Parameter[] } }>
    readonly components: { parameters: Record<string, unknown> }
  }

  test('the definition is OpenAPI 3.0, and every path in it answers', async () => {
    const response = await server.get('/ogc/api')
    expect(response.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0')
    const definition = (await response.json()) as Definition
    expect(definition.openapi).toMatch(/^3\.0\./)
    const names = Object.values(definition.paths).map(({ get }) => get.operationId)
    expect(new Set(names).size).toBe(names.length)
    for (const address of Object.keys(definition.paths)) {
      if (address.includes('{')) continue
      expect((await server.get(`/ogc${address === '/' ? '' : address}`)).status, address).toBe(200)
    }
  })

  test('items take exactly the parameters that the definition names', async () => {
    const { paths, components } = await server.json<Definition>('/ogc/api')
    for (const layer of ['compounds', 'pipes', 'streets']) {
      const parameters = paths[`/collections/${layer}/items`]?.get.parameters ?? []
      for (const { $ref, name = $ref?.split('/').at(-1) ?? '' } of parameters) {
        if ($ref !== undefined) expect(components.parameters).toHaveProperty(name)
        const response = await server.get(`/ogc/collections/${layer}/items?${name}=~`)
        const { errors = [] } = (await response.json()) as Problem
        expect(
          errors.some(({ message }) => message.startsWith('没有这个参数')),
          name,
        ).toBe(false)
      }
    }
  })
})

describe('ogcapi-features-2/1.0/conf/crs', () => {
  test('collections say which systems they speak and in which they are kept', async () => {
    const pipes = await server.json<Collection>('/ogc/collections/pipes')
    expect(pipes.crs).toEqual([CRS84, GEOGRAPHIC, PLANE])
    expect(pipes.storageCrs).toBe(GEOGRAPHIC)
  })

  test('crs turns coordinates and axes, Content-Crs says so', async () => {
    const address = '/ogc/collections/pipes/items?limit=50'
    const read = async (crs?: string): Promise<[string | null, number[][]]> => {
      const response = await server.get(
        crs === undefined ? address : `${address}&crs=${encodeURIComponent(crs)}`,
      )
      const { features } = (await response.json()) as FeatureCollection<LineString>
      const positions = features.flatMap(({ geometry }) => geometry.coordinates)
      return [response.headers.get('content-crs'), positions]
    }
    const [header, plain] = await read()
    expect(header).toBe(`<${CRS84}>`)
    expect((await read(CRS84))[1]).toEqual(plain)
    const [geographicHeader, geographic] = await read(GEOGRAPHIC)
    expect(geographicHeader).toBe(`<${GEOGRAPHIC}>`)
    expect(geographic).toEqual(plain.map(([longitude, latitude]) => [latitude, longitude]))
    const [planeHeader, plane] = await read(PLANE)
    expect(planeHeader).toBe(`<${PLANE}>`)
    plane.forEach(([north = 0, east = 0], at) => {
      const [longitude = 0, latitude = 0] = plain[at] ?? []
      const [x, y] = toPlane([longitude, latitude])
      expect(Math.hypot(x - east, y - north)).toBeLessThan(0.001)
    })
  })

  test('one feature in another system', async () => {
    const response = await server.get(`/ogc/collections/wells/items/YS-0001?crs=${encodeURIComponent(PLANE)}`)
    expect(response.headers.get('content-crs')).toBe(`<${PLANE}>`)
    const { geometry } = (await response.json()) as { geometry: { coordinates: number[] } }
    expect(geometry.coordinates[0]).toBeGreaterThan(4_000_000)
  })

  test('bbox-crs: the axes and the shape of its own system', async () => {
    const [west, south, east, north] = [119.6, 39.925, 119.605, 39.93]
    const plain = await items('wells', `?bbox=${[west, south, east, north].join(',')}&limit=10000`)
    const turned = await items(
      'wells',
      `?bbox=${[south, west, north, east].join(',')}&bbox-crs=${GEOGRAPHIC}&limit=10000`,
    )
    expect(turned.features).toEqual(plain.features)

    const [x, y] = toPlane([119.6, 39.925])
    const box = [x, y, x + 400, y + 300] as const
    const all = (await items('pipes', '?limit=10000')).features
    const expected = all.filter(({ geometry }) => {
      const line = (geometry as LineString).coordinates.map(([lng = 0, lat = 0]) => [...toPlane([lng, lat])])
      return booleanIntersects({ type: 'LineString', coordinates: line }, bboxPolygon([...box]))
    })
    const found = await items(
      'pipes',
      `?bbox=${[box[1], box[0], box[3], box[2]].join(',')}&bbox-crs=${encodeURIComponent(PLANE)}&limit=10000`,
    )
    expect(expected.length).toBeGreaterThan(5)
    expect(found.features.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
  })

  test.each(['crs', 'bbox-crs'])('%s of a system that is not offered is refused', async (name) => {
    const problem = await problemOf(
      `/ogc/collections/wells/items?${name}=http://www.opengis.net/def/crs/EPSG/0/3857`,
    )
    expect([problem.status, problem.errors?.[0]?.field]).toEqual([400, name])
  })
})

test('ACCESS=private closes it to whoever is not signed in', async () => {
  const closed = await aServer({ data: [], access: 'private' })
  const addresses = ['/ogc', '/ogc/api', '/ogc/collections/compounds/items', '/ogc/collections/wells/items/x']
  for (const address of addresses) expect((await closed.get(address)).status, address).toBe(401)
  const { cookie } = await signedIn(closed, 'leader')
  expect((await closed.get('/ogc', { cookie })).status).toBe(200)
  await closed.close()
})
