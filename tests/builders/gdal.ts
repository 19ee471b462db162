import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import type { FeatureCollection } from 'geojson'
import type { TestServer } from './server-builder.ts'

const run = promisify(execFile)

/** Of Debian's gdal-bin. */
type Program = 'ogrinfo' | 'ogr2ogr'

/** Is GDAL there? Without it these tests say nothing, so a machine that judges must have it. */
export async function hasGdal(): Promise<boolean> {
  const there = await Promise.all(
    (['ogrinfo', 'cs2cs'] as const).map((program) => run('which', [program])),
  ).then(
    () => true,
    () => false,
  )
  if (!there && process.env['CI'] === 'true') {
    throw new Error('ogrinfo and cs2cs are missing: install gdal-bin and proj-bin (see .ci/run)')
  }
  return there
}

async function output(program: Program, parameters: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(program, [...parameters], {
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, LC_ALL: 'C.UTF-8', NO_PROXY: '*', no_proxy: '*' },
  })
  const faults = stderr.split('\n').filter((line) => line.startsWith('ERROR'))
  if (faults.length > 0) throw new Error(`${program} ${parameters.join(' ')}: ${faults.join('; ')}`)
  return stdout
}

/** What `ogrinfo` says of a layer, or of the source. */
export function ogrinfo(...parameters: string[]): Promise<string> {
  return output('ogrinfo', ['-ro', ...parameters])
}

/** A layer of anything GDAL opens, as GDAL reads it. */
export async function readWithGdal(
  source: string,
  layer: string | null = null,
  ...options: string[]
): Promise<FeatureCollection> {
  const text = await output('ogr2ogr', [
    '-f',
    'GeoJSON',
    '-lco',
    'COORDINATE_PRECISION=9',
    ...options,
    '/vsistdout/',
    source,
    ...(layer === null ? [] : [layer]),
  ])
  return JSON.parse(text) as FeatureCollection
}

/** Positions (longitude, latitude) in EPSG:4549 by PROJ: easting and northing, m. */
export async function byProj(positions: readonly (readonly number[])[]): Promise<[number, number][]> {
  const input = positions.map(([longitude = 0, latitude = 0]) => `${latitude} ${longitude}`).join('\n')
  const child = run('cs2cs', ['-f', '%.6f', 'EPSG:4490', 'EPSG:4549'])
  child.child.stdin?.end(`${input}\n`)
  const { stdout } = await child
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [north = Number.NaN, east = Number.NaN] = line.trim().split(/\s+/).map(Number)
      return [east, north]
    })
}

/** The app of a test on a port of its own, for programs that fetch. */
export function listening(server: TestServer): Promise<{ readonly address: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const running = serve(
      {
        fetch: (request) =>
          server.request(request.url, {
            method: request.method,
            headers: request.headers,
          }),
        hostname: '127.0.0.1',
        port: 0,
      },
      ({ port }) =>
        resolve({
          address: `http://127.0.0.1:${port}`,
          close: () => new Promise((done) => running.close(() => done())),
        }),
    )
  })
}
