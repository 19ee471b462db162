import type { LngLat } from '#core/compound/compound.ts'
import { toPlane, type Plane } from '#core/geo/projection.ts'
import { COAST_EAST, COAST_WEST, chain, landOf, nearestIndex, type Outline } from './land.ts'

/** How far out the sea is drawn beyond the coast, plane metres. */
const OFFSHORE = 16_000

/** Where the neighbours' coasts end in the map: 北戴河区 in the south-west, 山海关区 in the north-east. */
const FAR_WEST: LngLat = [119.36, 39.75]
const FAR_EAST: LngLat = [119.9, 40.02]

/**
 * The sea before the coast of the district and its two neighbours on the shore. The coast is real, how far out
 * the water is drawn is not. Plane metres, not closed.
 */
export function seaRing(district: Outline, west: Outline | undefined, east: Outline | undefined): Plane[] {
  const coast = [
    ...(east === undefined ? [] : coastOf(east, FAR_EAST, COAST_EAST)),
    ...landOf(district).coast,
    ...(west === undefined ? [] : coastOf(west, COAST_WEST, FAR_WEST)),
  ]
  const first = coast[0]
  const last = coast[coast.length - 1]
  if (first === undefined || last === undefined) return []
  return [
    ...coast,
    [last[0], last[1] - OFFSHORE],
    [first[0] + OFFSHORE, last[1] - OFFSHORE],
    [first[0] + OFFSHORE, first[1]],
  ]
}

function coastOf(outline: Outline, from: LngLat, to: LngLat): Plane[] {
  const ring = (outline.rings[0] ?? []).map(toPlane)
  return chain(ring, nearestIndex(ring, toPlane(from)), nearestIndex(ring, toPlane(to)))
}
