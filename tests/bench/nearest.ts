/**
 * The exactly nearest of a million pipes for ten thousand outlets, beside PostGIS (Debian's packages, a private cluster
 * on a Unix socket): both read the same text file, index it and answer; the answers must be identical.
 * `npx tsx tests/bench/nearest.ts [pipes] [outlets]`
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { segmentDistance } from '#core/geo/plane-geometry.ts'
import { indexSegments } from '#core/geo/segment-index.ts'
import type { Plane } from '#core/geo/projection.ts'
import { seeded } from '#tests/builders/random-town.ts'

const pipeCount = Number(process.argv[2] ?? 1_000_000)
const outletCount = Number(process.argv[3] ?? 10_000)
const folder = mkdtempSync(join(tmpdir(), 'nearest-'))
// The server may run as another user, and makes its own folder in it.
chmodSync(folder, 0o777)
const pipesFile = join(folder, 'pipes.txt')
const outlets = writeFiles()

interface Run {
  /** ms for reading the file and indexing it, and for the answers alone. */
  readonly load: number
  readonly answer: number
  /** m, by outlet */
  readonly distances: Float64Array
  readonly ids: Int32Array
}

/** Pipes of 20 to 80 m in every direction over a city of the usual density; coordinates to a centimetre. */
function writeFiles(): Plane[] {
  const random = seeded(11)
  const side = Math.sqrt(pipeCount) * 60
  const centimetre = (value: number): string => value.toFixed(2)
  const rows: string[] = []
  for (let i = 0; i < pipeCount; i++) {
    const [x, y, turn] = [400_000 + random() * side, 4_400_000 + random() * side, random() * 2 * Math.PI]
    const length = 20 + random() * 60
    const end = [x + Math.cos(turn) * length, y + Math.sin(turn) * length] as const
    rows.push(
      `${i}\tLINESTRING(${centimetre(x)} ${centimetre(y)},${centimetre(end[0])} ${centimetre(end[1])})`,
    )
  }
  writeFileSync(pipesFile, `${rows.join('\n')}\n`)
  return Array.from({ length: outletCount }, (): Plane => [
    Number(centimetre(400_000 + random() * side)),
    Number(centimetre(4_400_000 + random() * side)),
  ])
}

/** Two vertices a pipe, flat: every number after the opening bracket, read byte by byte. */
async function readPipes(): Promise<Float64Array> {
  const flat = new Float64Array(4 * pipeCount)
  let [place, whole, scale, negative, inside] = [0, 0, 0, false, false]
  for await (const chunk of createReadStream(pipesFile, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer
    const { length } = bytes
    for (let i = 0; i < length; i++) {
      const byte = bytes[i] ?? 0
      if (!inside) {
        inside = byte === 40
      } else if (byte >= 48 && byte <= 57) {
        // As whole numbers both stay exact, and so does their quotient.
        whole = whole * 10 + byte - 48
        scale *= 10
      } else if (byte === 46) scale = 1
      else if (byte === 45) negative = true
      else {
        flat[place++] = (negative ? -whole : whole) / (scale || 1)
        whole = 0
        scale = 0
        negative = false
        inside = byte !== 41
      }
    }
  }
  return flat
}

async function here(): Promise<Run> {
  const start = performance.now()
  const flat = await readPipes()
  const index = indexSegments(flat)
  const loaded = performance.now()
  const found = outlets.map(([x, y]) => index.nearest(x, y))
  const answered = performance.now()
  return {
    load: loaded - start,
    answer: answered - loaded,
    distances: Float64Array.from(found, (pipe, i) => distanceTo(flat, pipe, outlets[i] ?? [NaN, NaN])),
    ids: Int32Array.from(found),
  }
}

function distanceTo(flat: Float64Array, pipe: number, outlet: Plane): number {
  const end = (at: number): Plane => [flat[4 * pipe + at] ?? NaN, flat[4 * pipe + at + 1] ?? NaN]
  return segmentDistance(outlet, outlet, end(0), end(2))
}

/** A cluster of its own, as the user postgres where this runs as root. */
async function postgis(): Promise<Run | string> {
  const versions = '/usr/lib/postgresql'
  const [version] = existsSync(versions) ? readdirSync(versions) : []
  if (version === undefined) return 'PostgreSQL is not installed'
  const bin = (name: string): string => join(versions, version, 'bin', name)
  const data = join(folder, 'cluster')
  const isRoot = process.getuid?.() === 0
  const run = (command: string, args: readonly string[]): void => {
    const whole = isRoot ? ['runuser', '-u', 'postgres', '--', command, ...args] : [command, ...args]
    execFileSync(whole[0] ?? '', whole.slice(1), { stdio: 'ignore' })
  }
  run(bin('initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C'])
  const options = `-k ${data} -c listen_addresses= -c fsync=off -c shared_buffers=512MB -c maintenance_work_mem=512MB`
  run(bin('pg_ctl'), ['-D', data, '-o', options, '-w', 'start'])
  try {
    const client = new pg.Client({ host: data, user: 'bench', database: 'postgres' })
    await client.connect()
    try {
      await client.query('CREATE EXTENSION postgis')
      return await ask(client)
    } finally {
      await client.end()
    }
  } finally {
    run(bin('pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'])
  }
}

async function ask(client: pg.Client): Promise<Run> {
  await client.query('CREATE TABLE outlets (id int, geom geometry)')
  const places = outlets.map(([x, y], i) => `(${i},ST_MakePoint(${x},${y}))`)
  await client.query(`INSERT INTO outlets VALUES ${places.join(',')}`)
  const start = performance.now()
  await client.query('CREATE UNLOGGED TABLE pipes (id int, geom geometry)')
  await client.query(`COPY pipes FROM '${pipesFile}'`)
  await client.query('CREATE INDEX ON pipes USING gist (geom)')
  await client.query('ANALYZE pipes')
  const loaded = performance.now()
  const { rows } = await client.query<{ outlet: number; pipe: number; distance: number }>(
    `SELECT o.id AS outlet, n.id AS pipe, n.distance FROM outlets o CROSS JOIN LATERAL
       (SELECT p.id, p.geom <-> o.geom AS distance FROM pipes p ORDER BY p.geom <-> o.geom LIMIT 1) n`,
  )
  const answered = performance.now()
  const distances = new Float64Array(outletCount)
  const ids = new Int32Array(outletCount)
  for (const { outlet, pipe, distance } of rows) {
    distances[outlet] = distance
    ids[outlet] = pipe
  }
  return { load: loaded - start, answer: answered - loaded, distances, ids }
}

const line = (name: string, { load, answer }: Run): string =>
  `${name}: read and index ${load.toFixed(0)} ms, ${outletCount} answers ${answer.toFixed(0)} ms`

try {
  const mine = await here()
  const theirs = await postgis()
  const lines = [`${pipeCount} pipes, ${outletCount} outlets`, line('here', mine)]
  if (typeof theirs === 'string') lines.push(`no PostGIS beside it: ${theirs}`)
  else {
    const differing = mine.distances.filter(
      (m, i) => Math.abs(m - (theirs.distances[i] ?? NaN)) > 1e-6,
    ).length
    const sameIds = mine.ids.filter((id, i) => id === theirs.ids[i]).length
    lines.push(
      line('PostGIS', theirs),
      `index and answers together: ${((theirs.load + theirs.answer) / (mine.load + mine.answer)).toFixed(1)} x`,
      `answers alone: ${(theirs.answer / mine.answer).toFixed(1)} x`,
      `answers that differ: ${differing} (the same pipe in ${sameIds}, the others at the same distance)`,
    )
    if (differing > 0) process.exitCode = 1
  }
  process.stdout.write(`${lines.join('\n')}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
