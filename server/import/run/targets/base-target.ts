import { given, missingOfNew, refused } from '#core/import/merge/merged.ts'
import { BASE_FIELDS } from '#core/import/fields/base-fields.ts'
import { readBaseFeaturesById, saveBaseFeatures, type BaseFeature } from '../../../store/base-features.ts'
import { deleteByIds, idsOf } from '../../../store/upsert-rows.ts'
import type { ImportTarget } from './target.ts'

export const BASE_TARGET: ImportTarget<BaseFeature> = {
  entity: 'base_feature',
  audited: 'summary',
  idOf: ({ id }) => id,
  read: readBaseFeaturesById,
  merge(before, { id, values, geometry }) {
    const faults = before === null ? missingOfNew(values, BASE_FIELDS) : []
    if (faults.length > 0) return { record: null, faults }
    const shape = geometry === null ? before?.geometry : (geometry as BaseFeature['geometry'])
    if (shape === undefined) return refused(null, '', '新底图要素须有图形')
    return {
      faults: [],
      record: {
        id,
        geometry: shape,
        class: given(values, 'class', before?.class ?? 'road'),
        name: given<string | null>(values, 'name', before?.name ?? null),
        source: given<string | null>(values, 'source', null) ?? before?.source ?? 'survey',
        properties: before?.properties ?? {},
      },
    }
  },
  facts: ({ id: _, ...facts }) => facts,
  areaOf: () => null,
  save: saveBaseFeatures,
  allIds: (session) => idsOf(session, 'base_features'),
  remove: (session, ids) => deleteByIds(session, 'base_features', ids),
  versions: null,
  bindings: null,
}
