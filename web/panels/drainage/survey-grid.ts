import { toLngLat, toPlane } from '#core/geo/projection.ts'

/** CGCS2000 in the 3-degree zone round 120° E (EPSG:4549), as surveyors write it: X is the northing. */
export interface GridPlace {
  readonly northing: number
  readonly easting: number
}

export function toGrid([longitude, latitude]: readonly [number, number]): GridPlace {
  const [easting, northing] = toPlane([longitude, latitude])
  return { northing, easting }
}

export function fromGrid({ northing, easting }: GridPlace): [number, number] {
  const [longitude, latitude] = toLngLat([easting, northing])
  return [longitude, latitude]
}
