import type { LngLat } from '#core/compound/compound.ts'
import { toPlane } from '#core/geo/projection.ts'

/** GRS80, the ellipsoid of CGCS2000. */
const SEMI_MAJOR = 6_378_137
const FLATTENING = 1 / 298.257222101
const SEMI_MINOR = SEMI_MAJOR * (1 - FLATTENING)
const FALSE_EASTING = 500_000
const MEAN_RADIUS = 6_371_000
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * Length of the shortest way on the ellipsoid, m: Vincenty's inverse formula (Survey Review XXIII/176, 1975),
 * exact to a millimetre. Points nearly opposite on the globe, where it does not settle, give NaN.
 */
export function geodesicDistance(from: LngLat, to: LngLat): number {
  const difference = radians(to[0] - from[0])
  const first = Math.atan((1 - FLATTENING) * Math.tan(radians(from[1])))
  const second = Math.atan((1 - FLATTENING) * Math.tan(radians(to[1])))
  const [sin1, cos1, sin2, cos2] = [Math.sin(first), Math.cos(first), Math.sin(second), Math.cos(second)]
  let lambda = difference
  for (let round = 0; round < 100; round++) {
    const sinLambda = Math.sin(lambda)
    const cosLambda = Math.cos(lambda)
    const sinSigma = Math.hypot(cos2 * sinLambda, cos1 * sin2 - sin1 * cos2 * cosLambda)
    if (sinSigma === 0) return 0
    const cosSigma = sin1 * sin2 + cos1 * cos2 * cosLambda
    const sigma = Math.atan2(sinSigma, cosSigma)
    const sinAlpha = (cos1 * cos2 * sinLambda) / sinSigma
    const cosSqAlpha = 1 - sinAlpha ** 2
    const cosMiddle = cosSqAlpha === 0 ? 0 : cosSigma - (2 * sin1 * sin2) / cosSqAlpha
    const c = (FLATTENING / 16) * cosSqAlpha * (4 + FLATTENING * (4 - 3 * cosSqAlpha))
    const before = lambda
    const inner = cosMiddle + c * cosSigma * (2 * cosMiddle ** 2 - 1)
    lambda = difference + (1 - c) * FLATTENING * sinAlpha * (sigma + c * sinSigma * inner)
    if (Math.abs(lambda - before) < 1e-12) return arcLength(cosSqAlpha, sigma, cosMiddle)
  }
  return Number.NaN
}

export function pathLength(path: readonly LngLat[]): number {
  return path.slice(1).reduce((sum, point, index) => sum + geodesicDistance(path[index] ?? point, point), 0)
}

/**
 * Area on the ground of a ring (open or closed), m²: the plane area in EPSG:4549, with the projection's
 * growth away from its meridian taken out. Exact to a millionth within the zone.
 */
export function ringArea(ring: readonly LngLat[]): number {
  const plane = ring.map((point) => toPlane(point))
  const [originX, originY] = plane[0] ?? [0, 0]
  let doubled = 0
  plane.forEach(([x, y], index) => {
    const [nextX, nextY] = plane[(index + 1) % plane.length] ?? [x, y]
    doubled += (x - originX) * (nextY - originY) - (nextX - originX) * (y - originY)
  })
  const easting = plane.reduce((sum, [x]) => sum + x, 0) / Math.max(1, plane.length) - FALSE_EASTING
  const growth = 1 + easting ** 2 / (2 * MEAN_RADIUS ** 2)
  return Math.abs(doubled) / 2 / growth ** 2
}

function arcLength(cosSqAlpha: number, sigma: number, cosMiddle: number): number {
  const uSq = (cosSqAlpha * (SEMI_MAJOR ** 2 - SEMI_MINOR ** 2)) / SEMI_MINOR ** 2
  const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)))
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)))
  const sinSigma = Math.sin(sigma)
  const cosSigma = Math.cos(sigma)
  const third = (b / 6) * cosMiddle * (4 * sinSigma ** 2 - 3) * (4 * cosMiddle ** 2 - 3)
  const delta = b * sinSigma * (cosMiddle + (b / 4) * (cosSigma * (2 * cosMiddle ** 2 - 1) - third))
  return SEMI_MINOR * a * (sigma - delta)
}
