import type { ImportKind } from '#core/import/field.ts'
import { recordAudit, type AuditActor } from '../../store/audit.ts'
import {
  countImportChanges,
  deleteImportChanges,
  readImportChange,
  type ImportChange,
  type StoredImport,
} from '../../store/imports.ts'
import type { Session } from '../../store/store.ts'
import type { ImportTarget } from './targets/target.ts'
import { targetOf } from './targets/targets.ts'

/** Why an import cannot be taken back: records that somebody has changed since, or that others hang on. */
export interface UndoRefusal {
  /** Chinese: what stands in the way. */
  readonly why: string
  readonly ids: readonly string[]
}

/** Caught by whoever opened the transaction, so that it rolls back. */
export class UndoRefused extends Error {
  override readonly name = 'UndoRefused'

  constructor(readonly refusal: UndoRefusal) {
    super(refusal.why)
  }
}

/**
 * Puts everything back as it was before an import, the last portion first. Call it inside `store.write`.
 * @throws {UndoRefused} nothing is put back
 */
export async function undoImport(session: Session, stored: StoredImport, actor: AuditActor): Promise<void> {
  const portions = await countImportChanges(session, stored.id)
  for (let position = portions - 1; position >= 0; position--) {
    const change = await readImportChange(session, stored.id, position)
    if (change !== null)
      await undoPortion(session, targetOf(change.kind as ImportKind), change, actor, stored)
  }
  await deleteImportChanges(session, stored.id)
  await recordAudit(session, {
    actor,
    action: 'undo_import',
    entity: 'import',
    entityId: stored.id,
    before: { file: stored.fileName },
  })
}

async function undoPortion(
  session: Session,
  target: ImportTarget,
  change: ImportChange,
  actor: AuditActor,
  stored: StoredImport,
): Promise<void> {
  await refuseTouched(session, target, change)
  if (change.created.length > 0) {
    const bound = (await target.bindings?.(session, change.created)) ?? null
    if (bound !== null) throw new UndoRefused({ why: bound, ids: change.created.slice(0, 20) })
    await target.remove(session, change.created)
  }
  if (change.before.length > 0) await target.save(session, change.before)
  if (change.removed.length > 0) await target.save(session, change.removed)
  if (target.audited === 'summary') return
  const idOf = (record: unknown): string => (record as { readonly id: string }).id
  const ids = [...change.created, ...change.before.map(idOf)]
  for (const entityId of ids) {
    await recordAudit(session, {
      actor,
      action: 'undo_import',
      entity: target.entity,
      entityId,
      reason: `撤销导入 ${stored.fileName}(${stored.id.slice(0, 8)})`,
    })
  }
}

async function refuseTouched(session: Session, target: ImportTarget, change: ImportChange): Promise<void> {
  if (target.versions === null) return
  const now = await target.versions(session, Object.keys(change.versions))
  const moved = Object.entries(change.versions).filter(([id, version]) => now.get(id) !== version)
  if (moved.length === 0) return
  throw new UndoRefused({
    why: '导入后有记录又被修改或删除',
    ids: moved.slice(0, 20).map(([id]) => id),
  })
}
