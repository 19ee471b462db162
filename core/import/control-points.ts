import type { Plane } from '../geo/projection.ts'

/** A point known in the town's own system and in EPSG:4549, both as easting and northing in m. */
export interface ControlPoint {
  readonly local: Plane
  readonly known: Plane
}

/** `similarity`: turn, scale and shift, from two points on; `affine`: six parameters, from three. */
export type LocalModel = 'similarity' | 'affine'

export interface LocalFit {
  /** From the local system to EPSG:4549. */
  readonly apply: (local: Plane) => Plane
  /** How far each control point stays off after the fit, m; where it is exact by count they are all 0. */
  readonly residuals: readonly number[]
  /** Root of the mean square of the residuals, m. */
  readonly error: number
  /** Scale of the turn, 1 where both systems measure alike. */
  readonly scale: number
}

/**
 * Ties a local system by least squares. Everything is reduced to the mean first, so that a northing of four million
 * metres costs no digits.
 *
 * @returns null for too few points, or points so placed that nothing follows from them
 */
export function fitLocalSystem(points: readonly ControlPoint[], model: LocalModel): LocalFit | null {
  if (points.length < (model === 'similarity' ? 2 : 3)) return null
  const from = mean(points.map(({ local }) => local))
  const to = mean(points.map(({ known }) => known))
  const pairs = points.map(({ local, known }) => ({
    u: local[0] - from[0],
    v: local[1] - from[1],
    x: known[0] - to[0],
    y: known[1] - to[1],
  }))
  const matrix = model === 'similarity' ? similarity(pairs) : affine(pairs)
  if (matrix === null) return null
  const [a, b, c, d] = matrix
  const apply = ([x, y]: Plane): Plane => {
    const [u, v] = [x - from[0], y - from[1]]
    return [to[0] + a * u + b * v, to[1] + c * u + d * v]
  }
  const residuals = points.map(({ local, known }) => {
    const [x, y] = apply(local)
    return Math.hypot(x - known[0], y - known[1])
  })
  const squares = residuals.reduce((sum, residual) => sum + residual * residual, 0)
  return {
    apply,
    residuals,
    error: Math.sqrt(squares / points.length),
    scale: Math.sqrt(Math.abs(a * d - b * c)),
  }
}

interface Pair {
  readonly u: number
  readonly v: number
  readonly x: number
  readonly y: number
}

type Matrix = readonly [a: number, b: number, c: number, d: number]

function similarity(pairs: readonly Pair[]): Matrix | null {
  let [along, across, size] = [0, 0, 0]
  for (const { u, v, x, y } of pairs) {
    along += u * x + v * y
    across += u * y - v * x
    size += u * u + v * v
  }
  if (!(size > 1e-6)) return null
  const [cosine, sine] = [along / size, across / size]
  return Math.hypot(cosine, sine) < 1e-6 ? null : [cosine, -sine, sine, cosine]
}

function affine(pairs: readonly Pair[]): Matrix | null {
  let [uu, uv, vv, ux, vx, uy, vy] = [0, 0, 0, 0, 0, 0, 0]
  for (const { u, v, x, y } of pairs) {
    uu += u * u
    uv += u * v
    vv += v * v
    ux += u * x
    vx += v * x
    uy += u * y
    vy += v * y
  }
  const determinant = uu * vv - uv * uv
  // Points on one line leave everything beside the line open.
  if (!(determinant > 1e-9 * uu * vv)) return null
  return [
    (ux * vv - vx * uv) / determinant,
    (vx * uu - ux * uv) / determinant,
    (uy * vv - vy * uv) / determinant,
    (vy * uu - uy * uv) / determinant,
  ]
}

function mean(positions: readonly Plane[]): Plane {
  let [x, y] = [0, 0]
  for (const position of positions) {
    x += position[0] / positions.length
    y += position[1] / positions.length
  }
  return [x, y]
}
