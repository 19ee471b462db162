import type { Position } from 'geojson'
import { mapPositions, toSystem, fromSystem } from '#core/geo/reference-systems.ts'
import type { OutputSystem } from '#core/geo/reference-systems.ts'
import type { PlainGeometry } from '#core/geo/box-touch.ts'

/** A system of OGC API – Features Part 2, named by its address. */
export interface OgcSystem {
  readonly uri: string
  readonly system: OutputSystem
  readonly title: string
  /** North before east, as its registry entry says (Part 2, 7.5: axes in the order of the system). */
  readonly northFirst: boolean
}

export const CRS84: OgcSystem = {
  uri: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  system: 'CRS84',
  title: '经度、纬度(CRS84)',
  northFirst: false,
}

/** Where the records are kept: CGCS2000, latitude first in the registry's order. */
const CGCS2000: OgcSystem = {
  uri: 'http://www.opengis.net/def/crs/EPSG/0/4490',
  system: 'EPSG:4490',
  title: 'CGCS2000 地理坐标(EPSG:4490,纬度在前)',
  northFirst: true,
}

const ZONE_120: OgcSystem = {
  uri: 'http://www.opengis.net/def/crs/EPSG/0/4549',
  system: 'EPSG:4549',
  title: 'CGCS2000 三度带,中央经线 120°(EPSG:4549,北坐标 X 在前)',
  northFirst: true,
}

export const OGC_SYSTEMS: readonly OgcSystem[] = [CRS84, CGCS2000, ZONE_120]

export const STORAGE_SYSTEM = CGCS2000

export function systemOf(uri: string): OgcSystem | null {
  return OGC_SYSTEMS.find((system) => system.uri === uri) ?? null
}

/** A stored geometry with the coordinates and the axes of a system. */
export function inSystem({ system, northFirst }: OgcSystem, geometry: PlainGeometry): PlainGeometry {
  return mapPositions(geometry, (position) => {
    const turned = toSystem(system, position)
    return northFirst ? swapped(turned) : turned
  })
}

/** A position of a system as longitude and latitude. */
export function toDegrees({ system, northFirst }: OgcSystem, position: Position): Position {
  return fromSystem(system, northFirst ? swapped(position) : position)
}

function swapped([first = 0, second = 0, ...height]: Position): Position {
  return [second, first, ...height]
}
