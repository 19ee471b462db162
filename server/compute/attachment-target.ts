import type { AttachmentOf } from '#core/api/attachments.ts'
import { compoundOfEvidence } from '#core/attachment/attachment.ts'
import { readCompound } from '../store/compounds.ts'
import { readConnection } from '../store/connections.ts'
import type { Session } from '../store/session.ts'

/** The compound behind the record that attachments belong to, and whose area it is. */
export interface AttachmentTarget {
  readonly compoundId: string
  readonly subdistrictCode: string
}

/** @returns null where there is no such record */
export async function attachmentTarget(
  session: Session,
  { entity, entityId }: AttachmentOf,
): Promise<AttachmentTarget | null> {
  const compoundId = await compoundIdOf(session, entity, entityId)
  const compound = compoundId === null ? null : await readCompound(session, compoundId)
  if (compound === null) return null
  return { compoundId: compound.id, subdistrictCode: compound.subdistrictCode }
}

async function compoundIdOf(
  session: Session,
  entity: AttachmentOf['entity'],
  entityId: string,
): Promise<string | null> {
  if (entity === 'score_evidence') return compoundOfEvidence(entityId)
  if (entity === 'connection') return (await readConnection(session, entityId))?.compoundId ?? null
  return entityId
}
