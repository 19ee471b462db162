import type { Feature, FeatureCollection, Position } from 'geojson'
import type { LngLat } from '#core/compound/compound.ts'
import type { PickTool } from '../../stores/drawing.ts'
import type { DrawHow } from '../../stores/picked.ts'

/** The outline as it is drawn: its area, its border, and the corners that were set one by one. */
export function outlineFigure(
  tool: PickTool | null,
  vertices: readonly LngLat[],
  cursor: LngLat | null,
  how: DrawHow,
): FeatureCollection {
  const path: Position[] = [...vertices, ...(cursor === null ? [] : [cursor])].map(([lng, lat]) => [lng, lat])
  const [first] = path
  if (tool === null || first === undefined) return { type: 'FeatureCollection', features: [] }
  const shape = (geometry: Feature['geometry']): Feature => ({
    type: 'Feature',
    geometry,
    properties: { how },
  })
  const ring = [...path, first]
  const features: Feature[] = []
  if (path.length > 2) features.push(shape({ type: 'Polygon', coordinates: [ring] }))
  if (path.length > 1) features.push(shape({ type: 'LineString', coordinates: ring }))
  if (tool === 'polygon') {
    features.push(...vertices.map(([lng, lat]) => shape({ type: 'Point', coordinates: [lng, lat] })))
  }
  return { type: 'FeatureCollection', features }
}
