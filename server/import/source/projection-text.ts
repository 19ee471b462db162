import type { CoordinateSystem } from '#core/import/coordinate-system.ts'

/**
 * The system that a `.prj` file names, as ArcGIS, QGIS and SuperMap write it; null where it is none of ours. Only what
 * tells the zones apart is looked at: the central meridian and the false easting.
 */
export function systemOfProjectionText(text: string): CoordinateSystem | null {
  const upper = text.toUpperCase()
  const datum = /CGCS|CHINA_?GEODETIC|CHINA_2000|D_CHINA/.test(upper)
    ? 'cgcs2000'
    : /WGS_?_?(19)?84/.test(upper)
      ? 'wgs84'
      : null
  if (datum === null) return null
  if (!upper.startsWith('PROJCS') && !upper.includes('PROJCRS')) return { type: 'degrees', datum }
  const value = (name: string): number => Number(new RegExp(`"${name}"\\s*,\\s*(-?[\\d.]+)`).exec(upper)?.[1])
  const meridian = value('CENTRAL_MERIDIAN')
  const easting = value('FALSE_EASTING')
  const gauss = /GAUSS|TRANSVERSE_MERCATOR/.test(upper) && datum === 'cgcs2000' && meridian % 3 === 0
  if (!gauss || meridian < 75 || meridian > 135) return null
  if (easting === 500_000) return { type: 'gauss', meridian, zoned: false }
  return easting === 500_000 + (meridian / 3) * 1_000_000 ? { type: 'gauss', meridian, zoned: true } : null
}
