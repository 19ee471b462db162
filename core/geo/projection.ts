import proj4 from 'proj4'
import type { LngLat } from '../compound/compound.ts'

/** Plane metres: x = easting, y = northing. */
export type Plane = readonly [x: number, y: number]

/**
 * CGCS2000 / 3-degree Gauss-Krüger, central meridian 120° E, no zone prefix (EPSG:4549):
 * the system the district's surveys are handed over in (CJJ 61-2017 3.0.4).
 */
const EPSG_4549 = '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs'

const transform = proj4('+proj=longlat +ellps=GRS80 +no_defs', EPSG_4549)

/** Degrees to plane metres of EPSG:4549. */
export function toPlane([longitude, latitude]: LngLat): Plane {
  const [x, y] = transform.forward([longitude, latitude])
  return [x, y]
}

/** Plane metres of EPSG:4549 to degrees. */
export function toLngLat([x, y]: Plane): LngLat {
  const [longitude, latitude] = transform.inverse([x, y])
  return [longitude, latitude]
}
