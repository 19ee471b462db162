import type { TieDecisionRecord, TieDecisionRequest } from '#core/api/tie-decisions.ts'
import { recordAudit, type AuditActor } from './audit.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './session.ts'
import type { TieDecisionRow } from './tables.ts'

/** A decision as it is kept; whether it is in force only a ranking knows. */
export type StoredTieDecision = Omit<TieDecisionRecord, 'inForce'>

/** Who writes, when. */
export interface TieWrite {
  readonly actor: AuditActor
  readonly at: Date
}

/** All decisions of a year, by id. */
export async function readTieDecisions({ db }: Session, year: number): Promise<readonly StoredTieDecision[]> {
  const rows = await db
    .selectFrom('tie_decisions')
    .selectAll()
    .where('year', '=', year)
    .orderBy('id')
    .execute()
  return rows.map(toDecision)
}

/** null for an unknown id */
export async function readTieDecision({ db }: Session, id: string): Promise<StoredTieDecision | null> {
  const row = await db.selectFrom('tie_decisions').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toDecision(row)
}

export async function insertTieDecision(
  session: Session,
  id: string,
  year: number,
  request: TieDecisionRequest,
  write: TieWrite,
): Promise<StoredTieDecision> {
  const decision = written(id, year, 1, request, write)
  await session.db.insertInto('tie_decisions').values(toRow(decision)).execute()
  await audit(session, 'create', null, decision, write)
  return decision
}

/** @param before as it stands in this very transaction */
export async function updateTieDecision(
  session: Session,
  before: StoredTieDecision,
  request: TieDecisionRequest,
  write: TieWrite,
): Promise<StoredTieDecision> {
  const after = written(before.id, before.year, before.version + 1, request, write)
  await session.db.updateTable('tie_decisions').set(toRow(after)).where('id', '=', before.id).execute()
  await audit(session, 'update', before, after, write)
  return after
}

export async function deleteTieDecision(
  session: Session,
  before: StoredTieDecision,
  write: TieWrite,
): Promise<void> {
  await session.db.deleteFrom('tie_decisions').where('id', '=', before.id).execute()
  await audit(session, 'delete', before, null, write)
}

function written(
  id: string,
  year: number,
  version: number,
  request: TieDecisionRequest,
  { actor, at }: TieWrite,
): StoredTieDecision {
  return { ...request, id, year, version, author: actor.name, updatedAt: at.toISOString() }
}

function audit(
  session: Session,
  action: 'create' | 'update' | 'delete',
  before: StoredTieDecision | null,
  after: StoredTieDecision | null,
  { actor, at }: TieWrite,
): Promise<number> {
  const entityId = (after ?? before)?.id ?? ''
  const reason = after?.reason ?? null
  return recordAudit(session, { actor, action, entity: 'tie_decision', entityId, before, after, reason }, at)
}

function toDecision(row: TieDecisionRow): StoredTieDecision {
  return {
    id: row.id,
    version: row.version,
    year: row.year,
    order: fromJson(row.compound_ids),
    decidedBy: row.decided_by,
    meeting: row.meeting,
    on: row.decided_on,
    documentNumber: row.document_number,
    reason: row.reason,
    author: row.author,
    updatedAt: row.updated_at,
  }
}

function toRow(decision: StoredTieDecision): TieDecisionRow {
  const { order, decidedBy, on, documentNumber, updatedAt, ...same } = decision
  return {
    ...same,
    compound_ids: toJson(order),
    decided_by: decidedBy,
    decided_on: on,
    document_number: documentNumber,
    updated_at: updatedAt,
  }
}
