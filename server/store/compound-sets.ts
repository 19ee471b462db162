import type { SavedSet, SetChange, SetRequest } from '#core/api/sets.ts'
import { recordAudit, type AuditActor } from './audit.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './session.ts'
import type { CompoundSetRow } from './tables.ts'

/** All sets, by id. */
export async function readSets({ db }: Session): Promise<readonly SavedSet[]> {
  const rows = await db.selectFrom('compound_sets').selectAll().orderBy('id').execute()
  return rows.map(toSet)
}

/** null for an unknown id */
export async function readSet({ db }: Session, id: string): Promise<SavedSet | null> {
  const row = await db.selectFrom('compound_sets').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toSet(row)
}

/** Who writes, when, and under which id. */
export interface SetWrite {
  readonly actor: AuditActor
  readonly at: Date
}

export async function insertSet(
  session: Session,
  id: string,
  { name, compoundIds }: SetRequest,
  { actor, at }: SetWrite,
): Promise<SavedSet> {
  const set: SavedSet = {
    id,
    version: 1,
    name,
    compoundIds: [...new Set(compoundIds)],
    author: actor.name,
    updatedAt: at.toISOString(),
  }
  await session.db.insertInto('compound_sets').values(toRow(set)).execute()
  await recordAudit(
    session,
    { actor, action: 'create', entity: 'compound_set', entityId: id, after: set },
    at,
  )
  return set
}

/** @param before as it stands in this very transaction */
export async function updateSet(
  session: Session,
  before: SavedSet,
  change: SetChange,
  { actor, at }: SetWrite,
): Promise<SavedSet> {
  const set: SavedSet = {
    ...before,
    version: before.version + 1,
    name: change.name ?? before.name,
    compoundIds: [...new Set(change.compoundIds ?? before.compoundIds)],
    author: actor.name,
    updatedAt: at.toISOString(),
  }
  await session.db.updateTable('compound_sets').set(toRow(set)).where('id', '=', set.id).execute()
  await recordAudit(
    session,
    { actor, action: 'update', entity: 'compound_set', entityId: set.id, before, after: set },
    at,
  )
  return set
}

export async function deleteSet(session: Session, before: SavedSet, { actor, at }: SetWrite): Promise<void> {
  await session.db.deleteFrom('compound_sets').where('id', '=', before.id).execute()
  await recordAudit(
    session,
    { actor, action: 'delete', entity: 'compound_set', entityId: before.id, before },
    at,
  )
}

function toSet({ id, version, name, compound_ids, author, updated_at }: CompoundSetRow): SavedSet {
  return { id, version, name, compoundIds: fromJson(compound_ids), author, updatedAt: updated_at }
}

function toRow({ id, version, name, compoundIds, author, updatedAt }: SavedSet): CompoundSetRow {
  return { id, version, name, compound_ids: toJson(compoundIds), author, updated_at: updatedAt }
}
