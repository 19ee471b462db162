import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTileIndex } from '#server/compute/tile-index.ts'

/** Serves a style, its TileJSON and vector tiles with one place in them, which the style draws as a dot of 7 px. */
export async function serveVectorTiles(
  place: readonly [lng: number, lat: number],
): Promise<{ readonly address: string; close(): void }> {
  const index = createTileIndex({
    places: [
      { type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties: { name: '路口' } },
    ],
  })
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const [, zoom, column, row] = /^\/(\d+)\/(\d+)\/(\d+)\.pbf$/.exec(path) ?? []
    const bytes = zoom === undefined ? null : index.tile(Number(zoom), Number(column), Number(row))
    const document = path === '/style.json' ? STYLE : path === '/tiles.json' ? TILES : null
    response.setHeader('Access-Control-Allow-Origin', '*')
    if (document !== null)
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(document))
    else if (bytes !== null) response.setHeader('Content-Type', 'application/x-protobuf').end(bytes)
    else response.writeHead(zoom === undefined ? 404 : 204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() }
}

/** Addresses relative to the document, as many servers have them. */
const TILES = {
  tilejson: '3.0.0',
  tiles: ['/{z}/{x}/{y}.pbf'],
  minzoom: 8,
  maxzoom: 14,
  vector_layers: [{ id: 'places' }],
}

const STYLE = {
  version: 8,
  sources: { streets: { type: 'vector', url: '/tiles.json' } },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#e1e6dc' } },
    {
      id: 'dot',
      type: 'circle',
      source: 'streets',
      'source-layer': 'places',
      paint: { 'circle-radius': 3.5, 'circle-color': '#e61414' },
    },
  ],
}
