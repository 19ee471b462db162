import type { Role } from '../access/roles.ts'

/** Kinds of records that carry attachments. */
export const ATTACHMENT_ENTITIES = ['compound', 'score_evidence', 'connection', 'consent'] as const

export type AttachmentEntity = (typeof ATTACHMENT_ENTITIES)[number]

/** What may be stored, and how a browser is told of it. Told apart by content, never by name. */
export const ATTACHMENT_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const

export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

interface Rights {
  readonly read: readonly Role[]
  /** 镇街 in its own area only. */
  readonly write: readonly Role[]
  /** Does 镇街 read in its own area only as well? Signed sheets name households. */
  readonly ownAreaOnly: boolean
}

const DESK: readonly Role[] = ['planner', 'subdistrict', 'centre', 'leader']

/**
 * Who sees and keeps the attachments of which records. None is ever open to whoever is not signed in: photos show
 * doors and faces, sheets name people.
 */
export const ATTACHMENT_RIGHTS: Readonly<Record<AttachmentEntity, Rights>> = {
  compound: { read: DESK, write: ['planner', 'subdistrict', 'centre'], ownAreaOnly: false },
  score_evidence: { read: DESK, write: ['planner', 'subdistrict'], ownAreaOnly: false },
  connection: { read: DESK, write: ['centre', 'planner'], ownAreaOnly: false },
  // Household level: it leaves these roles never.
  consent: { read: ['planner', 'subdistrict'], write: ['planner', 'subdistrict'], ownAreaOnly: true },
}

/** Id of the evidence of one criterion of one compound's scoring sheet. */
export function evidenceId(compoundId: string, criterionId: string): string {
  return `${compoundId}:${criterionId}`
}

/** The compound an id of `evidenceId` speaks of; null where it is none. */
export function compoundOfEvidence(id: string): string | null {
  const colon = id.lastIndexOf(':')
  return colon > 0 && colon < id.length - 1 ? id.slice(0, colon) : null
}

/** Is it one of the types that may be stored? */
export function isAttachmentType(type: string): type is AttachmentType {
  const types: readonly string[] = ATTACHMENT_TYPES
  return types.includes(type)
}

/** Longest name kept, in characters. */
const NAME_LENGTH = 120

/**
 * A name to show and to download under: the last part of a path, without characters that end a header or a folder.
 * It never becomes a path of ours, files stand under the hash of their content.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    // Control and direction characters make one name look like another.
    .replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
    .trim()
  const letters = [...clean]
  if (letters.length <= NAME_LENGTH) return clean === '' ? '附件' : clean
  const dot = clean.lastIndexOf('.')
  const ending = dot > 0 && clean.length - dot <= 6 ? clean.slice(dot) : ''
  return letters.slice(0, NAME_LENGTH - ending.length).join('') + ending
}
