import type { OutputSystem } from '#core/geo/reference-systems.ts'

const GEOGRAPHIC =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'

/** A system as a .prj file names it (ESRI's spelling of WKT 1, which every GIS reads). */
export function esriText(system: OutputSystem): string {
  switch (system) {
    case 'CRS84':
    case 'EPSG:4490':
      return GEOGRAPHIC
    case 'EPSG:4549':
      return zone('CGCS2000_3_Degree_GK_CM_120E', 500_000)
    case 'EPSG:4528':
      return zone('CGCS2000_3_Degree_GK_Zone_40', 40_500_000)
  }
}

function zone(name: string, easting: number): string {
  return `PROJCS["${name}",${GEOGRAPHIC},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
}
