/** An area as GeoJSON writes it (RFC 7946). */
export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: Rings }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Rings[] }

/** West, south, east, north; or least x, least y, greatest x, greatest y. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/**
 * An area of the plane, by the even-odd rule over all its rings: holes, several parts and outlines that cross
 * themselves need no case of their own. Works on degrees as on metres: RFC 7946 3.1.1 draws a straight line in
 * degrees between two positions.
 */
export interface Region {
  /** Open rings of at least three vertices, each as x, y, x, y, … */
  readonly rings: readonly Float64Array[]
  readonly box: Box
}

type Rings = readonly (readonly (readonly number[])[])[]

/** An area ready to be tested. Rings with fewer than three different vertices in a row are left out. */
export function regionOf(geometry: AreaGeometry): Region {
  const all = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
  const rings = all.map(flatRing).filter((ring) => ring.length >= 6)
  return { rings, box: boxOfRings(rings) }
}

/** The area inside one drawn outline, closed or not. */
export function regionOfRing(ring: readonly (readonly number[])[]): Region {
  return regionOf({ type: 'Polygon', coordinates: [ring] })
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

export function boxHolds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
}

/** The box around several boxes; null for none. */
export function boxAround(boxes: Iterable<Box>): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    west = Math.min(west, box[0])
    south = Math.min(south, box[1])
    east = Math.max(east, box[2])
    north = Math.max(north, box[3])
  }
  return west <= east ? [west, south, east, north] : null
}

/** Without the closing vertex and without vertices that repeat the one before. */
function flatRing(ring: readonly (readonly number[])[]): Float64Array {
  const kept: number[] = []
  for (const [x = NaN, y = NaN] of ring) {
    if (kept.length === 0 || kept.at(-2) !== x || kept.at(-1) !== y) kept.push(x, y)
  }
  if (kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2
  return Float64Array.from(kept)
}

function boxOfRings(rings: readonly Float64Array[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? NaN
      const y = ring[i + 1] ?? NaN
      if (x < west) west = x
      if (x > east) east = x
      if (y < south) south = y
      if (y > north) north = y
    }
  }
  return [west, south, east, north]
}
