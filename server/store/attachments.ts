import type { Attachment, AttachmentChange, AttachmentOf } from '#core/api/attachments.ts'
import { recordAudit } from './audit.ts'
import type { AuditActor } from './audit.ts'
import type { Session } from './session.ts'
import type { AttachmentRow } from './tables.ts'

/** An attachment with the names of its files. */
export interface StoredAttachment extends Attachment {
  readonly sha256: string
  readonly thumbnailSha256: string | null
  readonly deletedAt: string | null
}

/** Who writes, and when. */
export interface AttachmentWrite {
  readonly actor: AuditActor
  readonly at: Date
}

/** Of one record, the newest first; deleted ones are left out. */
export async function readAttachments(
  { db }: Session,
  { entity, entityId }: AttachmentOf,
): Promise<StoredAttachment[]> {
  const rows = await db
    .selectFrom('attachments')
    .selectAll()
    .where('entity', '=', entity)
    .where('entity_id', '=', entityId)
    .where('deleted_at', 'is', null)
    .orderBy('uploaded_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toAttachment)
}

/** null for an unknown id; a deleted one is found, its `deletedAt` says so */
export async function readAttachment({ db }: Session, id: string): Promise<StoredAttachment | null> {
  const row = await db.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toAttachment(row)
}

/** Hashes of every file a row speaks of, deleted rows included: those can be taken back. */
export async function readAttachmentFiles({ db }: Session): Promise<readonly string[]> {
  const rows = await db.selectFrom('attachments').select(['sha256', 'thumbnail_sha256']).execute()
  const all = rows.flatMap(({ sha256, thumbnail_sha256: small }) =>
    small === null ? [sha256] : [sha256, small],
  )
  return [...new Set(all)].sort()
}

export async function insertAttachment(
  session: Session,
  attachment: StoredAttachment,
  { actor, at }: AttachmentWrite,
): Promise<void> {
  await session.db.insertInto('attachments').values(toRow(attachment)).execute()
  await recordAudit(
    session,
    { actor, action: 'attach', entity: 'attachment', entityId: attachment.id, after: factsOf(attachment) },
    at,
  )
}

/** @param before as it stands in this very transaction */
export async function changeAttachment(
  session: Session,
  before: StoredAttachment,
  change: AttachmentChange,
  write: AttachmentWrite,
): Promise<StoredAttachment> {
  const after = {
    ...before,
    note: change.note ?? before.note,
    position: change.position === undefined ? before.position : change.position,
  }
  return replace(session, before, after, 'update', write)
}

/** Hides it; the file stays, so that it can be taken back. */
export async function deleteAttachment(
  session: Session,
  before: StoredAttachment,
  write: AttachmentWrite,
): Promise<StoredAttachment> {
  return replace(session, before, { ...before, deletedAt: write.at.toISOString() }, 'delete', write)
}

export async function restoreAttachment(
  session: Session,
  before: StoredAttachment,
  write: AttachmentWrite,
): Promise<StoredAttachment> {
  return replace(session, before, { ...before, deletedAt: null }, 'restore', write)
}

/** The small picture is no fact of the record: its version stays. */
export async function setThumbnail(
  session: Session,
  before: StoredAttachment,
  thumbnailSha256: string,
  { actor, at }: AttachmentWrite,
): Promise<StoredAttachment> {
  const after = { ...before, thumbnail: true, thumbnailSha256 }
  await session.db.updateTable('attachments').set(toRow(after)).where('id', '=', after.id).execute()
  const entry = { actor, action: 'thumbnail', entity: 'attachment', entityId: after.id }
  await recordAudit(session, { ...entry, after: { thumbnail: thumbnailSha256 } }, at)
  return after
}

async function replace(
  session: Session,
  before: StoredAttachment,
  wished: StoredAttachment,
  action: string,
  { actor, at }: AttachmentWrite,
): Promise<StoredAttachment> {
  const after = { ...wished, version: before.version + 1 }
  await session.db.updateTable('attachments').set(toRow(after)).where('id', '=', after.id).execute()
  const entry = { actor, action, entity: 'attachment', entityId: after.id }
  await recordAudit(session, { ...entry, before: factsOf(before), after: factsOf(after) }, at)
  return after
}

/** What the audit log holds of one. */
function factsOf({
  entity,
  entityId,
  name,
  type,
  size,
  sha256,
  note,
  position,
  deletedAt,
}: StoredAttachment) {
  return { entity, entityId, name, type, size, sha256, note, position, deleted: deletedAt !== null }
}

function toAttachment(row: AttachmentRow): StoredAttachment {
  return {
    id: row.id,
    version: row.version,
    entity: row.entity as Attachment['entity'],
    entityId: row.entity_id,
    compoundId: row.compound_id,
    name: row.name,
    type: row.type as Attachment['type'],
    size: Number(row.size),
    note: row.note,
    position: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
    thumbnail: row.thumbnail_sha256 !== null,
    uploadedBy: row.uploaded_by,
    uploadedAt: row.uploaded_at,
    sha256: row.sha256,
    thumbnailSha256: row.thumbnail_sha256,
    deletedAt: row.deleted_at,
  }
}

function toRow(attachment: StoredAttachment): AttachmentRow {
  return {
    id: attachment.id,
    version: attachment.version,
    entity: attachment.entity,
    entity_id: attachment.entityId,
    compound_id: attachment.compoundId,
    name: attachment.name,
    type: attachment.type,
    size: attachment.size,
    sha256: attachment.sha256,
    thumbnail_sha256: attachment.thumbnailSha256,
    note: attachment.note,
    lng: attachment.position?.[0] ?? null,
    lat: attachment.position?.[1] ?? null,
    uploaded_by: attachment.uploadedBy,
    uploaded_at: attachment.uploadedAt,
    deleted_at: attachment.deletedAt,
  }
}
