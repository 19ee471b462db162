import type { Plan, PlanRow, PlanSummary } from '#core/api/plans.ts'
import { recordAudit, type AuditActor } from './audit.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './session.ts'

/** Who writes, when, what it is called in the audit log, and why. */
export interface PlanWrite {
  readonly actor: AuditActor
  readonly at: Date
  readonly action: string
  readonly reason?: string | null
}

/** All plans of a year without their rows, by id. */
export async function readPlans({ db }: Session, year: number): Promise<readonly PlanSummary[]> {
  const rows = await db
    .selectFrom('plans')
    .select(['version', 'summary'])
    .where('year', '=', year)
    .orderBy('id')
    .execute()
  return rows.map(({ version, summary }) => ({ ...fromJson<PlanSummary>(summary), version }))
}

/** null for an unknown id */
export async function readPlan({ db }: Session, id: string): Promise<Plan | null> {
  const row = await db
    .selectFrom('plans')
    .select(['version', 'summary', 'rows'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    ...fromJson<PlanSummary>(row.summary),
    version: row.version,
    rows: fromJson<PlanRow[]>(row.rows),
  }
}

/** Puts a new plan down without an audit row: the first load and `insertPlan`. */
export async function addPlan({ db }: Session, { rows, ...summary }: Plan): Promise<void> {
  await db
    .insertInto('plans')
    .values({ ...columnsOf(summary), rows: toJson(rows) })
    .execute()
}

export async function insertPlan(session: Session, plan: Plan, write: PlanWrite): Promise<void> {
  await addPlan(session, plan)
  await audit(session, null, plan, write)
}

/** What was frozen never changes: rows are left alone. @param before as it stands in this very transaction */
export async function updatePlan(
  session: Session,
  before: PlanSummary,
  change: Partial<PlanSummary>,
  write: PlanWrite,
): Promise<PlanSummary> {
  const after: PlanSummary = {
    ...before,
    ...change,
    version: before.version + 1,
    updatedAt: write.at.toISOString(),
  }
  await session.db.updateTable('plans').set(columnsOf(after)).where('id', '=', before.id).execute()
  await audit(session, before, after, write)
  return after
}

function audit(
  session: Session,
  before: PlanSummary | null,
  after: PlanSummary,
  { actor, at, action, reason }: PlanWrite,
): Promise<number> {
  return recordAudit(
    session,
    {
      actor,
      action,
      entity: 'plan',
      entityId: after.id,
      before: before === null ? null : withoutRows(before),
      after: withoutRows(after),
      reason: reason ?? null,
    },
    at,
  )
}

function columnsOf(summary: PlanSummary) {
  const { id, version, year, series, revision, state, name, author, createdAt, updatedAt } = summary
  return {
    id,
    version,
    year,
    series,
    revision,
    state,
    name,
    author,
    created_at: createdAt,
    updated_at: updatedAt,
    summary: toJson(withoutRows(summary)),
  }
}

/** A plan handed in whole is put down without what stands in its own column. */
function withoutRows(summary: PlanSummary & { readonly rows?: unknown }): PlanSummary {
  const { rows: _rows, ...rest } = summary
  return rest
}
