import { mergePipe, mergeWell } from '#core/import/merge/merge-network.ts'
import { readPipesById, readWellsById, savePipes, saveWells } from '../../../store/network.ts'
import type { StoredPipe, StoredWell } from '../../../store/network.ts'
import { deleteByIds, idsOf, versionsOf } from '../../../store/upsert-rows.ts'
import type { ImportTarget } from './target.ts'

export const WELL_TARGET: ImportTarget<StoredWell> = {
  entity: 'well',
  audited: 'summary',
  idOf: ({ id }) => id,
  read: readWellsById,
  merge(before, staged, context) {
    const merged = mergeWell(before, staged)
    // Pipes of the same import end here.
    if (merged.record !== null) {
      const { id, position, ground } = merged.record
      context.wells.set(id, { position, ground })
    }
    return merged
  },
  facts: ({ id: _, ...facts }) => facts,
  areaOf: () => null,
  save: saveWells,
  allIds: (session) => idsOf(session, 'wells'),
  remove: (session, ids) => deleteByIds(session, 'wells', ids),
  versions: (session, ids) => versionsOf(session, 'wells', ids),
  bindings: null,
}

export const PIPE_TARGET: ImportTarget<StoredPipe> = {
  entity: 'pipe',
  audited: 'summary',
  idOf: ({ id }) => id,
  read: readPipesById,
  merge: (before, staged, context) => mergePipe(before, staged, (id) => context.wells.get(id) ?? null),
  facts: ({ id: _, ...facts }) => facts,
  areaOf: () => null,
  save: savePipes,
  allIds: (session) => idsOf(session, 'pipes'),
  remove: (session, ids) => deleteByIds(session, 'pipes', ids),
  versions: (session, ids) => versionsOf(session, 'pipes', ids),
  bindings: null,
}
