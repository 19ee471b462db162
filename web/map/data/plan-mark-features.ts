import type { FeatureCollection, Geometry } from 'geojson'
import type { CompoundFeature } from '#core/api/compounds.ts'
import { ARROW_MARKS, type PlanMark } from '../../stores/plan-marks.ts'

/**
 * The compounds a plan points out, each twice: footprint for close views, point for far ones; arrows as points alone. Only those few, so
 * that they follow the hand whatever the size of the register.
 */
export function markedCompounds(
  byId: ReadonlyMap<string, CompoundFeature>,
  marks: ReadonlyMap<string, PlanMark>,
  wordOf: (mark: PlanMark, id: string) => string,
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: [...marks].flatMap(([id, mark]) => {
      const compound = byId.get(id)
      if (compound === undefined) return []
      const { anchor, households } = compound.properties
      const properties = { id, mark, households, word: wordOf(mark, id) }
      const point = {
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: anchor },
        properties,
      }
      if (ARROW_MARKS.includes(mark)) return [point]
      return [{ type: 'Feature' as const, geometry: compound.geometry as Geometry, properties }, point]
    }),
  }
}
