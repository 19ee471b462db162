import gcoord from 'gcoord'
import proj4 from 'proj4'
import type { LngLat } from '../compound/compound.ts'
import { toLngLat, type Plane } from '../geo/projection.ts'
import { fitLocalSystem, type ControlPoint, type LocalModel } from './control-points.ts'

/** The system a file's coordinates are in. Inside, everything is CGCS2000 in degrees. */
export type CoordinateSystem =
  /** Degrees. CGCS2000 and WGS 84 differ by centimetres; GCJ-02 (Gaode, Tencent) and BD-09 (Baidu) are shifted. */
  | { readonly type: 'degrees'; readonly datum: 'cgcs2000' | 'wgs84' | 'gcj02' | 'bd09' }
  /** CGCS2000 3-degree Gauss-Krüger: EPSG:4534–4554, with the zone before the easting EPSG:4513–4533. */
  | { readonly type: 'gauss'; readonly meridian: number; readonly zoned: boolean }
  /** A town's own system, tied by points known in both; `known` are plane metres of EPSG:4549. */
  | { readonly type: 'local'; readonly model: LocalModel; readonly points: readonly ControlPoint[] }

/** Which of two columns or of two coordinates is which. Surveys have X north, GIS files X east. */
export type AxisOrder = 'x-east' | 'x-north'

export interface CoordinateChoice {
  readonly system: CoordinateSystem
  readonly axes: AxisOrder
}

export const CGCS2000_DEGREES: CoordinateChoice = {
  system: { type: 'degrees', datum: 'cgcs2000' },
  axes: 'x-east',
}

/** Turns a pair as the file has it into degrees; null where the pair lies in no such place. */
export type ToDegrees = (x: number, y: number) => LngLat | null

const LOWEST_MERIDIAN = 75
const HIGHEST_MERIDIAN = 135

/** @returns null where the choice cannot be worked with: too few control points, or points on one spot */
export function degreesFrom({ system, axes }: CoordinateChoice): ToDegrees | null {
  const convert = convertEastNorth(system)
  if (convert === null) return null
  return axes === 'x-east' ? convert : (x, y) => convert(y, x)
}

/** The choice by its code: EPSG:4490, 4326, 4513–4554, `gcj02`, `bd09`; null for any other. */
export function systemOfCode(code: string): CoordinateSystem | null {
  const name = code.trim().toLowerCase()
  if (name === 'cgcs2000' || name === 'wgs84' || name === 'gcj02' || name === 'bd09') {
    return { type: 'degrees', datum: name }
  }
  const number = Number(/^(?:epsg:)?(\d{4})$/.exec(name)?.[1])
  if (number === 4490) return { type: 'degrees', datum: 'cgcs2000' }
  if (number === 4326) return { type: 'degrees', datum: 'wgs84' }
  if (number >= 4513 && number <= 4533) {
    return { type: 'gauss', meridian: LOWEST_MERIDIAN + 3 * (number - 4513), zoned: true }
  }
  if (number >= 4534 && number <= 4554) {
    return { type: 'gauss', meridian: LOWEST_MERIDIAN + 3 * (number - 4534), zoned: false }
  }
  return null
}

/** EPSG code of a system; null where it has none. */
export function codeOfSystem(system: CoordinateSystem): string | null {
  if (system.type === 'local') return null
  if (system.type === 'gauss') {
    return `EPSG:${(system.zoned ? 4513 : 4534) + (system.meridian - LOWEST_MERIDIAN) / 3}`
  }
  return system.datum === 'cgcs2000' ? 'EPSG:4490' : system.datum === 'wgs84' ? 'EPSG:4326' : null
}

/** As people call it. */
export function nameOfSystem(system: CoordinateSystem): string {
  if (system.type === 'local') return `地方坐标系(${system.points.length} 个控制点)`
  if (system.type === 'gauss') {
    const zone = system.meridian / 3
    return `CGCS2000 3 度带,中央子午线 ${system.meridian}°${system.zoned ? `(带号 ${zone})` : '(无带号)'}`
  }
  return {
    cgcs2000: 'CGCS2000 经纬度',
    wgs84: 'WGS84 经纬度',
    gcj02: 'GCJ-02(高德、腾讯)',
    bd09: 'BD-09(百度)',
  }[system.datum]
}

function convertEastNorth(system: CoordinateSystem): ToDegrees | null {
  switch (system.type) {
    case 'degrees':
      return degreesConverter(system.datum)
    case 'gauss':
      return gaussConverter(system.meridian, system.zoned)
    case 'local': {
      const fit = fitLocalSystem(system.points, system.model)
      return fit === null ? null : (x, y) => checked(toLngLat(fit.apply([x, y] satisfies Plane)))
    }
  }
}

function degreesConverter(datum: 'cgcs2000' | 'wgs84' | 'gcj02' | 'bd09'): ToDegrees {
  if (datum === 'cgcs2000' || datum === 'wgs84') return (x, y) => checked([x, y])
  const from = datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09
  return (x, y) => {
    if (checked([x, y]) === null) return null
    const [longitude, latitude] = gcoord.transform([x, y], from, gcoord.WGS84)
    return checked([longitude, latitude])
  }
}

function gaussConverter(meridian: number, zoned: boolean): ToDegrees | null {
  if (meridian % 3 !== 0 || meridian < LOWEST_MERIDIAN || meridian > HIGHEST_MERIDIAN) return null
  const falseEasting = 500_000 + (zoned ? (meridian / 3) * 1_000_000 : 0)
  const definition = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`
  const transform = proj4('+proj=longlat +ellps=GRS80 +no_defs', definition)
  return (x, y) => {
    // Farther out than any zone reaches the series gives places that mean nothing.
    if (Math.abs(x - falseEasting) > 1_000_000 || Math.abs(y) > 10_000_000) return null
    const [longitude, latitude] = transform.inverse([x, y])
    return checked([longitude, latitude])
  }
}

function checked([longitude, latitude]: readonly [number, number]): LngLat | null {
  const known = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
  return known ? [longitude, latitude] : null
}
