import { toLngLat, toPlane, type Plane } from '#core/geo/projection.ts'

/** How the coordinates of files become plane metres, and back. */
export interface CoordinateFrame {
  /** e.g. "EPSG:4549"; null for longitude and latitude. */
  readonly crs: string | null
  /** Decimals to write: µm, or 10⁻⁹ of a degree (0.1 mm). */
  readonly decimals: number
  readonly toPlane: (x: number, y: number) => Plane
  readonly fromPlane: (position: Plane) => readonly [number, number]
  /** What is wrong with a pair of coordinates and what was expected; null where nothing is. */
  readonly fault: (x: number, y: number) => { what: string; expected: string } | null
}

/** Longitude and latitude (CGCS2000 ≈ WGS84), worked on in EPSG:4549. */
export const degreesFrame: CoordinateFrame = {
  crs: null,
  decimals: 9,
  toPlane: (x, y) => toPlane([x, y]),
  fromPlane: toLngLat,
  fault: (x, y) => {
    const expected = 'longitude and latitude in degrees, in this order (plane metres need --crs)'
    if (Math.abs(x) <= 90 && Math.abs(y) > 90 && Math.abs(y) <= 180) {
      return { what: `[${x}, ${y}] is latitude before longitude`, expected }
    }
    return Math.abs(x) > 180 || Math.abs(y) > 90 ? { what: `[${x}, ${y}] is no degrees`, expected } : null
  },
}

/** Plane metres of a named system, taken as they are: the engine only measures, so that nothing is transformed. */
export function planeFrame(crs: string): CoordinateFrame {
  const code = Number(crs.slice(crs.indexOf(':') + 1))
  return { ...mapFrame(crs), fault: (x, y) => planeFault(crs, code, x, y) }
}

/** Plane metres of a map that may lie in no system, as in SWMM files: any coordinates will do. */
export function mapFrame(crs: string | null): CoordinateFrame {
  return { crs, decimals: 6, toPlane: (x, y) => [x, y], fromPlane: ([x, y]) => [x, y], fault: () => null }
}

/** The frame of `--crs`; null where the argument names no coordinate system. */
export function frameOf(crs: string | undefined): CoordinateFrame | null {
  if (crs === undefined) return degreesFrame
  const name = crs.trim().toUpperCase()
  if (!/^EPSG:\d{4,6}$/.test(name)) return null
  return name === 'EPSG:4326' || name === 'EPSG:4490' ? degreesFrame : planeFrame(name)
}

function planeFault(
  crs: string,
  code: number,
  x: number,
  y: number,
): { what: string; expected: string } | null {
  const expected = `plane metres of ${crs}: easting, then northing`
  if (inChina(x, y) || inChina(y, x)) return { what: `[${x}, ${y}] looks like degrees`, expected }
  const zoned = (code >= 4491 && code <= 4501) || (code >= 4513 && code <= 4533)
  const unzoned =
    (code >= 4502 && code <= 4512) || (code >= 4534 && code <= 4554) || Math.floor(code / 100) === 326
  if (unzoned && x > 1.5e6 && x < 1e7 && y > -1e6 && y < 1.2e6) {
    return { what: `[${x}, ${y}] has northing before easting`, expected }
  }
  if (unzoned && x >= 1e7) {
    return { what: `easting ${x} carries a zone number`, expected: `${expected}, without zone number` }
  }
  if (zoned && y >= 1e7) return { what: `[${x}, ${y}] has northing before easting`, expected }
  return null
}

function inChina(longitude: number, latitude: number): boolean {
  return longitude >= 73 && longitude <= 136 && latitude >= 17 && latitude <= 54
}
