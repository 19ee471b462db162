import { ATTACHMENT_RIGHTS } from '#core/attachment/attachment.ts'
import type { AttachmentEntity } from '#core/attachment/attachment.ts'
import type { AttachmentOf } from '#core/api/attachments.ts'
import { roleNames } from '../auth/role-names.ts'
import { attachmentTarget } from '../compute/attachment-target.ts'
import type { AttachmentTarget } from '../compute/attachment-target.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireOwnArea } from '../middleware/require-role.ts'
import type { Actor } from '../middleware/require-role.ts'
import { readAttachment } from '../store/attachments.ts'
import type { StoredAttachment } from '../store/attachments.ts'
import type { Session } from '../store/session.ts'

/** The record attachments belong to, or 404. */
export async function targetOf(session: Session, of: AttachmentOf): Promise<AttachmentTarget> {
  const target = await attachmentTarget(session, of)
  if (target === null) throw notFound(`没有 ${of.entityId} 这条记录,附件没有改动`)
  return target
}

/** The attachment, or 404; a deleted one counts as gone unless it is a deleted one that is wanted. */
export async function existingAttachment(
  session: Session,
  id: string,
  wish: { readonly deleted: boolean } = { deleted: false },
): Promise<StoredAttachment> {
  const found = await readAttachment(session, id)
  if (found !== null && (found.deletedAt !== null) === wish.deleted) return found
  throw notFound(`没有编号为 ${id} 的附件,可能已被${wish.deleted ? '恢复' : '删除'}`)
}

/** 403 for whoever may not see attachments of this kind of record, or not of this area. */
export function refuseReading(actor: Actor, entity: AttachmentEntity, target: AttachmentTarget): void {
  const { read, ownAreaOnly } = ATTACHMENT_RIGHTS[entity]
  if (!read.includes(actor.role)) throw otherRole(actor, read, '查看')
  if (ownAreaOnly) requireOwnArea(actor, target.subdistrictCode)
}

/** As `refuseReading`, for adding, changing and deleting. */
export function refuseWriting(actor: Actor, entity: AttachmentEntity, target: AttachmentTarget): void {
  const { write } = ATTACHMENT_RIGHTS[entity]
  if (!write.includes(actor.role)) throw otherRole(actor, write, '办理')
  requireOwnArea(actor, target.subdistrictCode)
}

function otherRole(actor: Actor, roles: readonly Actor['role'][], what: string): ProblemError {
  const names = roles.map((role) => roleNames[role]).join('、')
  return new ProblemError(403, {
    detail: `当前账号是${roleNames[actor.role]},这类附件由${names}${what}。附件没有改动`,
  })
}
