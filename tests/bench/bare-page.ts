import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'

const LIBRARY = 'node_modules/maplibre-gl/dist/'

/** The least a page can do with MapLibre: a ground, the same GeoJSON as fill and line, nothing else. */
function html(center: readonly number[], zoom: number): string {
  return `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/maplibre-gl.css">
<style>html,body,#map{margin:0;height:100%}</style><div id="map"></div>
<script type="module">
import * as maplibregl from '/maplibre-gl.mjs'
const map = new maplibregl.Map({ container: 'map', center: ${JSON.stringify(center)}, zoom: ${zoom}, fadeDuration: 0,
  style: { version: 8, sources: { c: { type: 'geojson', data: '/compounds.json' } }, layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#f6f7f9' } },
    { id: 'fill', type: 'fill', source: 'c', paint: { 'fill-color': '#12875f', 'fill-opacity': 0.4 } },
    { id: 'line', type: 'line', source: 'c', paint: { 'line-color': '#12875f', 'line-width': 1.5 } } ] } })
map.once('idle', () => performance.mark('map-idle'))
</script>`
}

/** Serves the bare page with the given features on a free port. */
export async function serveBarePage(
  features: string,
  center: readonly number[],
  zoom: number,
): Promise<{ readonly address: string; close(): void }> {
  const files = new Map<string, { readonly type: string; readonly bytes: Buffer }>()
  const add = (path: string, type: string, body: string | Buffer) =>
    files.set(path, { type, bytes: gzipSync(body) })
  add('/', 'text/html; charset=utf-8', html(center, zoom))
  add('/compounds.json', 'application/json', features)
  for (const file of [
    'maplibre-gl.mjs',
    'maplibre-gl-worker.mjs',
    'maplibre-gl-shared.mjs',
    'maplibre-gl.css',
  ]) {
    const type = file.endsWith('.css') ? 'text/css' : 'text/javascript'
    add(`/${file}`, type, await readFile(LIBRARY + file))
  }
  const server: Server = createServer((request, response) => {
    const found = files.get(new URL(request.url ?? '/', 'http://bare').pathname)
    if (found === undefined) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': found.type, 'Content-Encoding': 'gzip' }).end(found.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the bare page has no address')
  return { address: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}
