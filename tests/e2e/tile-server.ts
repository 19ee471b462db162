import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'

const EDGE = 256
type Colour = readonly [red: number, green: number, blue: number]

/** Serves web-mercator raster tiles at `/{z}/{x}/{y}.png`: one colour, and a dot of seven pixels at one place. */
export async function serveTiles(
  place: readonly [lng: number, lat: number],
  ground: Colour,
  dot: Colour,
): Promise<{ readonly template: string; close(): void }> {
  const server = createServer((request, response) => {
    const [, zoom, column, row] = /^\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(request.url ?? '') ?? []
    const bytes = tile(place, Number(zoom), Number(column), Number(row), ground, dot)
    response.writeHead(200, { 'Content-Type': 'image/png', 'Access-Control-Allow-Origin': '*' }).end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { template: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`, close: () => server.close() }
}

function tile(
  [lng, lat]: readonly [number, number],
  zoom: number,
  column: number,
  row: number,
  ground: Colour,
  dot: Colour,
): Buffer {
  const world = EDGE * 2 ** zoom
  const sine = Math.sin((lat * Math.PI) / 180)
  const x = ((lng + 180) / 360) * world - column * EDGE
  const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * world - row * EDGE
  const lines = Buffer.alloc(EDGE * (1 + EDGE * 3))
  for (let line = 0; line < EDGE; line++) {
    for (let at = 0; at < EDGE; at++) {
      const inside = Math.abs(at + 0.5 - x) <= 3.5 && Math.abs(line + 0.5 - y) <= 3.5
      lines.set(inside ? dot : ground, line * (1 + EDGE * 3) + 1 + at * 3)
    }
  }
  return png(lines)
}

/** Eight bits a channel, no palette, lines unfiltered (ISO/IEC 15948). */
function png(lines: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(EDGE, 0)
  header.writeUInt32BE(EDGE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
