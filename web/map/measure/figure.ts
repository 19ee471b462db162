import type { Feature, FeatureCollection, Position } from 'geojson'
import type { LngLat } from '#core/compound/compound.ts'

/** What is drawn while measuring: vertices, the line through them, and the area they enclose. */
export function measureFigure(
  kind: 'off' | 'distance' | 'area',
  vertices: readonly LngLat[],
  cursor: LngLat | null,
): FeatureCollection {
  if (kind === 'off') return { type: 'FeatureCollection', features: [] }
  const path: Position[] = [...vertices, ...(cursor === null ? [] : [cursor])].map(([lng, lat]) => [lng, lat])
  const [first] = path
  const closed = first !== undefined && kind === 'area' && path.length > 2
  const ring = closed ? [...path, first] : path
  const features: Feature[] = vertices.map(([lng, lat]) => shape({ type: 'Point', coordinates: [lng, lat] }))
  if (path.length > 1) features.push(shape({ type: 'LineString', coordinates: ring }))
  if (closed) features.push(shape({ type: 'Polygon', coordinates: [ring] }))
  return { type: 'FeatureCollection', features }
}

function shape(geometry: Feature['geometry']): Feature {
  return { type: 'Feature', geometry, properties: {} }
}
