import type { Geometry, Position } from 'geojson'

/** Corners beyond this many in one geometry are a bomb. */
const MOST_POINTS = 2_000_000

/**
 * Reads well-known binary (OGC 06-103r4 8), heights dropped; null for an empty geometry, a type that no record has, or
 * bytes that end too early.
 */
export function readWellKnownBinary(bytes: Uint8Array, start = 0): Geometry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let [at, points] = [start, 0]
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }

  function read(): Geometry | null {
    const little = view.getUint8(at) === 1
    const code = view.getUint32(at + 1, little)
    at += 5
    // EWKB marks heights and a reference system in the high bits, ISO adds thousands.
    const hasZ = (code & 0x80000000) !== 0 || [1, 3].includes(Math.floor((code & 0xffff) / 1000))
    const hasM = (code & 0x40000000) !== 0 || [2, 3].includes(Math.floor((code & 0xffff) / 1000))
    if ((code & 0x20000000) !== 0) at += 4
    const size = 2 + Number(hasZ) + Number(hasM)
    const position = (): Position => {
      points += 1
      if (points > MOST_POINTS) throw new RangeError()
      const found = [view.getFloat64(at, little), view.getFloat64(at + 8, little)]
      at += size * 8
      return found
    }
    const list = <Item>(item: () => Item): Item[] => {
      const count = view.getUint32(at, little)
      at += 4
      // Each item takes at least four bytes: a count that cannot fit is not worked through.
      if (count * 4 > view.byteLength - at) throw new RangeError()
      return Array.from({ length: count }, item)
    }
    const line = (): Position[] => list(position)
    const parts = (type: Geometry['type']): unknown[] =>
      list(() => {
        const part = read()
        if (part === null || part.type !== type) throw new RangeError()
        return (part as Exclude<Geometry, { type: 'GeometryCollection' }>).coordinates
      })
    return shapeOf((code & 0xffff) % 1000, { position, line, list, parts })
  }
}

interface Reader {
  position(): Position
  line(): Position[]
  list<Item>(item: () => Item): Item[]
  parts(type: Geometry['type']): unknown[]
}

function shapeOf(type: number, { position, line, list, parts }: Reader): Geometry | null {
  switch (type) {
    case 1:
      return { type: 'Point', coordinates: position() }
    case 2:
      return { type: 'LineString', coordinates: line() }
    case 3:
      return { type: 'Polygon', coordinates: list(line) }
    case 4:
      return { type: 'MultiPoint', coordinates: parts('Point') as Position[] }
    case 5:
      return { type: 'MultiLineString', coordinates: parts('LineString') as Position[][] }
    case 6:
      return { type: 'MultiPolygon', coordinates: parts('Polygon') as Position[][][] }
    default:
      return null
  }
}
