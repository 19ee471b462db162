import { auditHash, GENESIS_HASH, readAuditHead } from './audit.ts'
import { fromNullableJson } from './json-column.ts'
import type { Session } from './session.ts'
import type { AuditRow } from './tables.ts'

/** One row of the log, as it is read. */
export interface AuditRecord {
  readonly sequence: number
  readonly at: string
  readonly actor: {
    readonly id: string | null
    readonly username: string
    readonly name: string
    readonly role: string
  }
  readonly action: string
  readonly entity: string
  readonly entityId: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
  readonly request: string | null
  readonly hash: string
}

export interface AuditWish {
  readonly entity?: string
  readonly entityId?: string
  /** User name. */
  readonly actor?: string
  /** ISO times, both included. */
  readonly from?: string
  readonly to?: string
  /** Only rows before this one. */
  readonly before?: number
  readonly limit: number
}

/** Rows that match, newest first. */
export async function readAuditTrail({ db }: Session, wish: AuditWish): Promise<AuditRecord[]> {
  let query = db.selectFrom('audit_log').selectAll().orderBy('sequence', 'desc').limit(wish.limit)
  if (wish.entity !== undefined) query = query.where('entity', '=', wish.entity)
  if (wish.entityId !== undefined) query = query.where('entity_id', '=', wish.entityId)
  if (wish.actor !== undefined) query = query.where('actor_username', '=', wish.actor)
  if (wish.from !== undefined) query = query.where('at', '>=', wish.from)
  if (wish.to !== undefined) query = query.where('at', '<=', wish.to)
  if (wish.before !== undefined) query = query.where('sequence', '<', wish.before)
  return (await query.execute()).map(toRecord)
}

/** What changed after a row, oldest first: for those who follow along. */
export async function readChangesAfter(
  { db }: Session,
  sequence: number,
  limit: number,
): Promise<readonly { readonly sequence: number; readonly entity: string; readonly entityId: string }[]> {
  const rows = await db
    .selectFrom('audit_log')
    .select(['sequence', 'entity', 'entity_id'])
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ sequence: row.sequence, entity: row.entity, entityId: row.entity_id }))
}

export type AuditVerdict =
  | { readonly whole: true; readonly rows: number }
  | { readonly whole: false; readonly sequence: number; readonly why: AuditBreak }

/** `missing`: a row is gone or was put in; `relinked`: it does not follow the row before; `altered`: its content. */
export type AuditBreak = 'missing' | 'relinked' | 'altered' | 'cut-short'

const PORTION = 1000

/** Follows the chain from the first row to the head and stops at the first row that is not as it was written. */
export async function verifyAudit(session: Session): Promise<AuditVerdict> {
  let last: { readonly sequence: number; readonly hash: string } = { sequence: 0, hash: GENESIS_HASH }
  for (;;) {
    const rows = await session.db
      .selectFrom('audit_log')
      .selectAll()
      .where('sequence', '>', last.sequence)
      .orderBy('sequence')
      .limit(PORTION)
      .execute()
    for (const row of rows) {
      const why = breakOf(row, last)
      if (why !== null) return { whole: false, sequence: row.sequence, why }
      last = row
    }
    if (rows.length < PORTION) break
  }
  const head = (await readAuditHead(session)) ?? { sequence: 0, hash: GENESIS_HASH }
  if (head.sequence !== last.sequence || head.hash !== last.hash) {
    return { whole: false, sequence: last.sequence + 1, why: 'cut-short' }
  }
  return { whole: true, rows: last.sequence }
}

function breakOf(
  { hash, ...content }: AuditRow,
  last: { readonly sequence: number; readonly hash: string },
): AuditBreak | null {
  if (content.sequence !== last.sequence + 1) return 'missing'
  if (content.previous_hash !== last.hash) return 'relinked'
  return auditHash(content) === hash ? null : 'altered'
}

function toRecord(row: AuditRow): AuditRecord {
  return {
    sequence: row.sequence,
    at: row.at,
    actor: { id: row.actor_id, username: row.actor_username, name: row.actor_name, role: row.actor_role },
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    before: fromNullableJson(row.before),
    after: fromNullableJson(row.after),
    reason: row.reason,
    request: row.request,
    hash: row.hash,
  }
}
