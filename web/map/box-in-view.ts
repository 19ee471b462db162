import type { Camera } from '../stores/view.ts'

/** Pixels of the whole world at zoom 0, as MapLibre counts. */
const WORLD = 512

/**
 * What a map of this size shows, west, south, east, north in degrees. A turned or tilted map shows less on one side and
 * more on another: the box then lies round the turned one.
 */
export function boxInView(
  { lng, lat, zoom, bearing = 0 }: Pick<Camera, 'lng' | 'lat' | 'zoom'> & { readonly bearing?: number },
  size: { readonly width: number; readonly height: number },
): [number, number, number, number] {
  const angle = (bearing * Math.PI) / 180
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const scale = WORLD * 2 ** zoom
  const halfWidth = (size.width * cos + size.height * sin) / 2 / scale
  const halfHeight = (size.width * sin + size.height * cos) / 2 / scale
  const y = northing(lat)
  return [lng - halfWidth * 360, latitude(y - halfHeight), lng + halfWidth * 360, latitude(y + halfHeight)]
}

/** Web Mercator, the world being 1 high. */
function northing(lat: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)
}

function latitude(y: number): number {
  return (Math.atan(Math.exp(y * 2 * Math.PI)) * 360) / Math.PI - 90
}
