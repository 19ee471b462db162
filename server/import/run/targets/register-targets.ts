import type { Building, Compound } from '#core/compound/compound.ts'
import { factsOf } from '#core/compound/facts.ts'
import { mergeBuilding } from '#core/import/merge/merge-building.ts'
import { mergeCompound } from '#core/import/merge/merge-compound.ts'
import { readBuildingsById, saveBuildings } from '../../../store/buildings.ts'
import { readCompoundRecords, saveCompounds } from '../../../store/compounds.ts'
import { hasDependents } from '../../../store/imports.ts'
import { deleteByIds, idsOf, versionsOf } from '../../../store/upsert-rows.ts'
import { nestedFault } from '../nested-facts.ts'
import type { ImportTarget } from './target.ts'

export const COMPOUND_TARGET: ImportTarget<Compound> = {
  entity: 'compound',
  audited: 'each',
  idOf: ({ id }) => id,
  async read(session, ids) {
    const records = await readCompoundRecords(session, ids)
    return new Map(
      [...records].map(([id, { version: _version, anchor: _anchor, ...compound }]) => [id, compound]),
    )
  },
  merge: (before, staged, { importer, planYear, today, places }) =>
    mergeCompound(before, staged, {
      role: importer.role,
      planYear,
      today,
      subdistricts: new Set(places.keys()),
      names: places,
      nestedFault,
    }),
  facts(compound) {
    const { footprint, gates, consent, scoreSheet, drainage, stage, source } = compound
    return { ...factsOf(compound), footprint, gates, consent, scoreSheet, drainage, stage, source }
  },
  areaOf: ({ subdistrictCode }) => subdistrictCode,
  save: saveCompounds,
  // Compounds leave the register by decision, never because a file leaves them out.
  allIds: null,
  remove: (session, ids) => deleteByIds(session, 'compounds', ids),
  versions: (session, ids) => versionsOf(session, 'compounds', ids),
  bindings: async (session, ids) =>
    (await hasDependents(session, ids)) ? '新增的小区已有楼栋、征询或接驳点,须先撤销那些记录' : null,
}

export const BUILDING_TARGET: ImportTarget<Building> = {
  entity: 'building',
  audited: 'summary',
  idOf: ({ id }) => id,
  read: readBuildingsById,
  merge: (before, staged, { findCompound }) => mergeBuilding(before, staged, findCompound),
  facts: ({ id: _, ...facts }) => facts,
  areaOf: ({ compoundId }, { compounds }) => compounds.get(compoundId)?.subdistrictCode ?? null,
  save: saveBuildings,
  allIds: (session) => idsOf(session, 'buildings'),
  remove: (session, ids) => deleteByIds(session, 'buildings', ids),
  versions: (session, ids) => versionsOf(session, 'buildings', ids),
  bindings: null,
}
