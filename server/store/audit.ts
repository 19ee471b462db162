import { createHash } from 'node:crypto'
import { toNullableJson } from './json-column.ts'
import type { Session } from './session.ts'
import type { AuditRow } from './tables.ts'

/** Who did it: a signed-in person, or the command line (id null). */
export interface AuditActor {
  readonly id: string | null
  readonly username: string
  readonly name: string
  readonly role: string
  /** Method and path of the request, e.g. `PATCH /api/compounds/XQ-001`. */
  readonly request?: string
}

/** One thing somebody did. `before` and `after` hold the record, or the part of it that changed; null: none. */
export interface AuditEntry {
  readonly actor: AuditActor
  /** Verb in lower snake case, e.g. `update`, `confirm`, `sign_in`. */
  readonly action: string
  /** Kind of record, e.g. `compound`, `account`. */
  readonly entity: string
  readonly entityId: string
  readonly before?: unknown
  readonly after?: unknown
  readonly reason?: string | null
}

/** What the first row follows. */
export const GENESIS_HASH = '0'.repeat(64)

const HEAD = 1

/**
 * Writes the audit row of a change. Call it inside `store.write`, in the transaction of the change itself: either
 * both are there or neither.
 */
export async function recordAudit(
  session: Session,
  entry: AuditEntry,
  at: Date = new Date(),
): Promise<number> {
  const head = await readAuditHead(session)
  const content = {
    sequence: (head?.sequence ?? 0) + 1,
    at: at.toISOString(),
    actor_id: entry.actor.id,
    actor_username: entry.actor.username,
    actor_name: entry.actor.name,
    actor_role: entry.actor.role,
    action: entry.action,
    entity: entry.entity,
    entity_id: entry.entityId,
    before: toNullableJson(entry.before),
    after: toNullableJson(entry.after),
    reason: entry.reason ?? null,
    request: entry.actor.request ?? null,
    previous_hash: head?.hash ?? GENESIS_HASH,
  }
  const hash = auditHash(content)
  await session.db
    .insertInto('audit_log')
    .values({ ...content, hash })
    .execute()
  const { sequence } = content
  await session.db
    .insertInto('audit_head')
    .values({ id: HEAD, sequence, hash })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ sequence, hash }))
    .execute()
  return sequence
}

/** The last row there should be; null before the first. */
export async function readAuditHead({
  db,
}: Session): Promise<{ readonly sequence: number; readonly hash: string } | null> {
  const row = await db
    .selectFrom('audit_head')
    .select(['sequence', 'hash'])
    .where('id', '=', HEAD)
    .executeTakeFirst()
  return row ?? null
}

/** SHA-256 of a row's canonical content: its values in a fixed order, the hash of the row before among them. */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const canonical = JSON.stringify([
    row.sequence,
    row.at,
    row.actor_id,
    row.actor_username,
    row.actor_name,
    row.actor_role,
    row.action,
    row.entity,
    row.entity_id,
    row.before,
    row.after,
    row.reason,
    row.request,
    row.previous_hash,
  ])
  return createHash('sha256').update(canonical, 'utf8').digest('hex')
}
