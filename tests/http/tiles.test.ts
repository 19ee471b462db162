import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#core/api/service.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'

let server: TestServer

beforeAll(async () => {
  server = await aServer({ data: 'shipped' })
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

/** The tile of the old town at z14. */
const TOWN = '14/13635/6205'

const MEMBERS = {
  compounds: ['id', 'name', 'eligibility', 'selected', 'households', 'tier'],
  buildings: ['id', 'compoundId', 'number', 'floors', 'households', 'use'],
  pipes: ['id', 'system', 'dn', 'status', 'material', 'slope', 'faulty', 'street'],
  wells: ['id', 'system', 'kind', 'ground', 'invert'],
}

test.each(Object.entries(MEMBERS))('tiles of %s carry what the styles read', async (layer, members) => {
  const response = await server.get(`/tiles/${layer}/${TOWN}.mvt`, { 'accept-encoding': 'gzip' })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString('latin1')
  // Names stand in a tile as they are: the layer first, then each attribute once.
  for (const name of [layer, ...members]) expect(text).toContain(name)
})

test('the ground comes in tiles, its buildings only where they can be seen, its names beside them', async () => {
  const bodyOf = async (tile: string): Promise<string> =>
    Buffer.from(await (await server.get(`/tiles/ground/${tile}.mvt`)).arrayBuffer()).toString('latin1')
  const near = await bodyOf(TOWN)
  for (const name of ['class', 'road', 'rank', 'ground-buildings']) expect(near).toContain(name)
  const far = await bodyOf('12/3408/1551')
  expect(far).toContain('road')
  expect(far).not.toContain('ground-buildings')

  const { names } = (await (await server.get('/api/basemap/names')).json()) as { names: string[] }
  expect(names).toContain('海港区')
  expect(new Set(names).size).toBe(names.length)
})

test('connections have points and branches in layers of their own', async () => {
  const bodies = await Promise.all(
    ['12/3408/1551', '12/3408/1552', '12/3409/1551', '12/3409/1552'].map(async (tile) =>
      Buffer.from(await (await server.get(`/tiles/connections/${tile}.mvt`)).arrayBuffer()).toString(
        'latin1',
      ),
    ),
  )
  const text = bodies.join('')
  for (const name of ['connections', 'branches', 'compoundName', 'MARKED']) expect(text).toContain(name)
})

test('an empty tile is 204, a known one 304', async () => {
  expect((await server.get('/tiles/pipes/14/0/0.mvt')).status).toBe(204)
  const tag = (await server.get(`/tiles/pipes/${TOWN}.mvt`)).headers.get('etag') ?? ''
  expect((await server.get(`/tiles/pipes/${TOWN}.mvt`, { 'if-none-match': tag })).status).toBe(304)
})

test.each([
  ['roads/1/0/0.mvt', 'layer'],
  ['pipes/30/0/0.mvt', 'z'],
  ['pipes/x/0/0.mvt', 'z'],
  ['pipes/14/0/0.png', 'y'],
  ['pipes/1/5/0.mvt', 'param'],
])('%s is refused and says what is wrong', async (tile, field) => {
  const response = await server.get(`/tiles/${tile}`)
  expect(response.status).toBe(400)
  const problem = (await response.json()) as Problem
  expect(problem.errors?.[0]?.field).toBe(field)
})

test.each(['compounds', 'buildings', 'pipes', 'wells', 'connections', 'ground'])(
  'TileJSON of %s names where its tiles are and what stands in them',
  async (layer) => {
    const description = await server.json<{
      tiles: string[]
      bounds: number[]
      attribution: string
      vector_layers: { id: string; fields: Record<string, string> }[]
    }>(`/tiles/${layer}.json`)
    expect(description.attribution).toBe('示例数据')
    const [template = ''] = description.tiles
    const { pathname } = new URL(template.replace('{z}/{x}/{y}', TOWN))
    const tile = new VectorTile(new PbfReader(await (await server.get(pathname)).arrayBuffer()))
    for (const name of Object.keys(tile.layers)) {
      const known = description.vector_layers.find(({ id }) => id === name)?.fields ?? {}
      const inside = tile.layers[name]
      for (let at = 0; at < (inside?.length ?? 0); at++) {
        for (const [field, value] of Object.entries(inside?.feature(at).properties ?? {})) {
          expect(known[field]?.toLowerCase(), `${layer} ${field}`).toBe(typeof value)
        }
      }
    }
  },
)
