import type { DrainageSystem, Pipe, Well } from '../drainage/model.ts'
import type { Plane } from '../geo/projection.ts'
import type { MarkingGround } from './marking-ground.ts'

/*
 * A ground as bytes: a header of JSON (names, the compound, buildings, rules) and the numbers of wells and pipes in
 * columns behind it, so that a page takes a network of tens of thousands of pipes without making an object of each
 * number on the way. Doubles stay doubles: both sides judge the same ground to the last bit.
 */

const SYSTEMS: readonly DrainageSystem[] = ['YS', 'WS', 'HS', 'unknown']
const ALIGN = 8

interface Header extends Omit<MarkingGround, 'wells' | 'pipes'> {
  readonly wells: readonly string[]
  readonly pipes: readonly string[]
  readonly materials: readonly string[]
  readonly suspects: readonly (string | null)[]
  readonly vertices: number
}

/** @example decodeGround(encodeGround(ground)) // judges as `ground` does */
export function encodeGround(ground: MarkingGround): Uint8Array<ArrayBuffer> {
  const { wells, pipes, ...rest } = ground
  const materials = [...new Set(pipes.map(({ material }) => material))]
  const suspects = [...new Set(pipes.map(({ suspect }) => suspect ?? null))]
  const number = new Map(wells.map(({ id }, index) => [id, index]))
  const vertices = pipes.flatMap(({ line }) => line)
  const header: Header = {
    ...rest,
    wells: wells.map(({ id }) => id),
    pipes: pipes.map(({ id }) => id),
    materials,
    suspects,
    vertices: vertices.length,
  }
  const reals = [
    ...wells.flatMap(({ position: [x, y], ground: level, load, t1, waterLevel }) => [
      x,
      y,
      level,
      load ?? 0,
      t1 ?? NaN,
      waterLevel ?? NaN,
    ]),
    ...pipes.flatMap(({ dn, n, invertStart, invertEnd, length }) => [
      dn,
      n ?? NaN,
      invertStart ?? NaN,
      invertEnd ?? NaN,
      length ?? NaN,
    ]),
    ...vertices.flatMap(([x, y]) => [x, y]),
  ]
  const integers = [
    ...wells.map(({ kind, system }) => (kind === 'outfall' ? 1 : 0) + 2 * SYSTEMS.indexOf(system)),
    ...pipes.flatMap(({ from, to, line, system, status, material, suspect }) => [
      number.get(from) ?? -1,
      number.get(to) ?? -1,
      line.length,
      (status === 'abandoned' ? 1 : 0) + 2 * SYSTEMS.indexOf(system),
      materials.indexOf(material),
      suspects.indexOf(suspect ?? null),
    ]),
  ]
  return packed(new TextEncoder().encode(JSON.stringify(header)), reals, integers)
}

function packed(
  header: Uint8Array,
  reals: readonly number[],
  integers: readonly number[],
): Uint8Array<ArrayBuffer> {
  const start = aligned(4 + header.length)
  const bytes = new Uint8Array(start + 8 * reals.length + 4 * integers.length)
  new DataView(bytes.buffer).setUint32(0, header.length, true)
  bytes.set(header, 4)
  new Float64Array(bytes.buffer, start, reals.length).set(reals)
  new Int32Array(bytes.buffer, start + 8 * reals.length, integers.length).set(integers)
  return bytes
}

/** @throws Error where the bytes are no ground */
export function decodeGround(buffer: ArrayBuffer): MarkingGround {
  const length = new DataView(buffer).getUint32(0, true)
  const text = new TextDecoder().decode(new Uint8Array(buffer, 4, length))
  const { wells, pipes, materials, suspects, vertices, ...rest } = JSON.parse(text) as Header
  const start = aligned(4 + length)
  const realCount = 6 * wells.length + 5 * pipes.length + 2 * vertices
  const reals = new Float64Array(buffer, start, realCount)
  const integers = new Int32Array(buffer, start + 8 * realCount)
  const real = (index: number): number => reals[index] ?? NaN
  const known = (index: number): number | null => (Number.isNaN(real(index)) ? null : real(index))
  const integer = (index: number): number => integers[index] ?? -1
  let vertex = 6 * wells.length + 5 * pipes.length
  return {
    ...rest,
    wells: wells.map((id, w): Well => {
      const t1 = known(6 * w + 4)
      const code = integer(w)
      return {
        id,
        position: [real(6 * w), real(6 * w + 1)],
        ground: real(6 * w + 2),
        kind: code % 2 === 1 ? 'outfall' : 'manhole',
        system: SYSTEMS[code >> 1] ?? 'unknown',
        load: real(6 * w + 3),
        ...(t1 === null ? {} : { t1 }),
        waterLevel: known(6 * w + 5),
      }
    }),
    pipes: pipes.map((id, k): Pipe => {
      const [r, i] = [6 * wells.length + 5 * k, wells.length + 6 * k]
      const line = Array.from({ length: integer(i + 2) }, (): Plane => {
        vertex += 2
        return [real(vertex - 2), real(vertex - 1)]
      })
      return {
        id,
        from: wells[integer(i)] ?? '',
        to: wells[integer(i + 1)] ?? '',
        line,
        system: SYSTEMS[integer(i + 3) >> 1] ?? 'unknown',
        dn: real(r),
        material: materials[integer(i + 4)] ?? '',
        n: known(r + 1),
        invertStart: known(r + 2),
        invertEnd: known(r + 3),
        status: integer(i + 3) % 2 === 1 ? 'abandoned' : 'in_use',
        length: known(r + 4),
        suspect: suspects[integer(i + 5)] ?? null,
      }
    }),
  }
}

function aligned(length: number): number {
  return Math.ceil(length / ALIGN) * ALIGN
}
