import type { Plane } from '#core/geo/projection.ts'
import type { CoordinateFrame } from './coordinate-frame.ts'
import { readFeatureCollection, type RawFeature } from './feature-collection.ts'
import { createGeometryReader } from './geometry-reader.ts'
import type { ImportFault } from './import-fault.ts'
import type { Imported } from './network-geojson.ts'

/** Centre lines of roads: LineStrings and MultiLineStrings. A district may have none. */
export function readRoads(text: string, file: string, frame: CoordinateFrame): Imported<readonly Plane[]> {
  return readParts(text, file, 'MultiLineString', (part, faults) =>
    createGeometryReader({ ...part, geometryType: single(part, 'LineString') }, file, frame, faults).line(),
  )
}

/** Outer rings of buildings: Polygons and MultiPolygons. */
export function readBuildings(
  text: string,
  file: string,
  frame: CoordinateFrame,
): Imported<readonly Plane[]> {
  return readParts(
    text,
    file,
    'MultiPolygon',
    (part, faults) =>
      createGeometryReader(
        { ...part, geometryType: single(part, 'Polygon') },
        file,
        frame,
        faults,
      ).rings()?.[0] ?? null,
  )
}

function single(part: RawFeature, type: string): string | null {
  return part.geometryType === `Multi${type}` ? type : part.geometryType
}

function readParts(
  text: string,
  file: string,
  multi: string,
  read: (part: RawFeature, faults: ImportFault[]) => readonly Plane[] | null,
): Imported<readonly Plane[]> {
  const collection = readFeatureCollection(text, file, true)
  const faults = [...collection.faults]
  const parts = collection.features.flatMap((feature) =>
    feature.geometryType === multi && Array.isArray(feature.coordinates)
      ? feature.coordinates.map((coordinates: unknown) => ({ ...feature, coordinates }))
      : [feature],
  )
  const items = parts.map((part) => read(part, faults)).filter((line) => line !== null)
  return { items, faults }
}
