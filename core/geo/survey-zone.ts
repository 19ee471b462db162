import proj4 from 'proj4'
import type { LngLat } from '../compound/compound.ts'

/** A place as a survey of 3-degree zones writes it: X is the northing, Y the easting without the zone's prefix, m. */
export interface ZonePlace {
  /** Number of the zone, 25 to 45 in China. */
  readonly zone: number
  /** Degrees east. */
  readonly meridian: number
  /** CGCS2000 / 3-degree Gauss-Krüger with the meridian's own name: EPSG:4549 for zone 40. */
  readonly epsg: number
  readonly northing: number
  readonly easting: number
}

/**
 * CGCS2000 coordinates in the 3-degree zone that the place lies in (CJJ 61-2017 3.0.4).
 *
 * @example
 * toSurveyZone([119.6, 39.94]) // zone 40, meridian 120, EPSG:4549, northing 4 423 …, easting 465 …
 */
export function toSurveyZone([longitude, latitude]: LngLat): ZonePlace {
  const zone = Math.round(longitude / 3)
  const meridian = 3 * zone
  const plane = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`
  const [easting, northing] = proj4('+proj=longlat +ellps=GRS80 +no_defs', plane, [longitude, latitude])
  return { zone, meridian, epsg: 4509 + zone, northing, easting }
}

/** Degrees, minutes and seconds to 0.0001″, about 3 mm. */
export function toSexagesimal(degrees: number): string {
  const total = Math.round(Math.abs(degrees) * 36_000_000)
  const seconds = (total % 600_000) / 10_000
  const minutes = Math.floor(total / 600_000) % 60
  const whole = Math.floor(total / 36_000_000)
  return `${degrees < 0 ? '-' : ''}${whole}°${String(minutes).padStart(2, '0')}′${seconds.toFixed(4).padStart(7, '0')}″`
}
