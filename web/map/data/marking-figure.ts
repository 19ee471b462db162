import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { LngLat } from '#core/compound/compound.ts'
import type { JudgedPlace } from '../../marking/judge-messages.ts'
import type { MarkDraft } from '../../stores/marking.ts'

/** What is being marked: the branch, its bends, the point, and the place under the pointer. */
export function markingFigure(
  draft: MarkDraft,
  judged: JudgedPlace | null,
  hovered: JudgedPlace | null,
  vertex: LngLat | null,
): FeatureCollection {
  const features: Feature[] = []
  const put = (part: string, geometry: Geometry, outcome = ''): void => {
    features.push({ type: 'Feature', geometry, properties: { part, outcome } })
  }
  const way = hovered ?? judged
  if (way !== null && way.route.length > 1) {
    put('branch', { type: 'LineString', coordinates: way.route.map((point) => [...point]) }, way.outcome)
  }
  for (const bend of draft.bends ?? []) put('bend', { type: 'Point', coordinates: [...bend] })
  if (judged !== null) put('point', { type: 'Point', coordinates: [...judged.position] }, judged.outcome)
  if (hovered !== null) put('hover', { type: 'Point', coordinates: [...hovered.position] }, hovered.outcome)
  if (vertex !== null) put('hover', { type: 'Point', coordinates: [...vertex] })
  return { type: 'FeatureCollection', features }
}
