import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { ScoringTableRow } from './tables.ts'

/** A scoring sheet as data: what every version of it has; its criteria are core's business. */
export interface ScoringDocument {
  readonly id: string
  readonly title: string
  /** `official`, or a suggestion of the system */
  readonly status?: string
}

/** draft: being written; published: may be used; frozen: scores rest on it, so that it never changes again. */
export type ScoringState = 'draft' | 'published' | 'frozen'

/** One version of the sheet with its history. */
export interface ScoringVersion<Table extends ScoringDocument> {
  readonly id: string
  /** Which version of the sheet it is, 1 the first. */
  readonly number: number
  /** Of this record: a write sends it as `If-Match`. */
  readonly version: number
  readonly state: ScoringState
  readonly basedOn: string | null
  /** ISO time and name of the last change; null for the one that shipped. */
  readonly changedAt: string | null
  readonly changedBy: string | null
  /** Why it was published. */
  readonly reason: string | null
  /** Plan years scored by it. */
  readonly years: readonly number[]
  readonly document: Table
}

/** Who changed something when. */
export interface ChangeMark {
  readonly at: string
  readonly by: string
}

/** Every version, the newest first. */
export async function readScoringVersions<Table extends ScoringDocument>(
  session: Session,
): Promise<ScoringVersion<Table>[]> {
  const { db } = session
  const rows = await db
    .selectFrom('scoring_tables')
    .selectAll()
    .orderBy('version', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const programmes = await db.selectFrom('programmes').select(['year', 'scoring_table_id']).execute()
  const isScored = await hasScores(session)
  return rows.map((row) => {
    const years = programmes.filter((one) => one.scoring_table_id === row.id).map(({ year }) => year)
    return toVersion<Table>(row, years, isScored)
  })
}

/** One version; null for an unknown id. */
export async function readScoringVersion<Table extends ScoringDocument>(
  session: Session,
  id: string,
): Promise<ScoringVersion<Table> | null> {
  return (await readScoringVersions<Table>(session)).find((version) => version.id === id) ?? null
}

/** The sheet a plan year is scored by; without one of its own, or a year, the one published last. */
export async function readScoringTable<Table extends ScoringDocument>(
  { db }: Session,
  year?: number,
): Promise<Table | null> {
  const programme =
    year === undefined
      ? undefined
      : await db
          .selectFrom('programmes')
          .select('scoring_table_id')
          .where('year', '=', year)
          .executeTakeFirst()
  const id = programme?.scoring_table_id ?? null
  const row = await db
    .selectFrom('scoring_tables')
    .select('document')
    .where('state', '!=', 'draft')
    .$if(id !== null, (query) => query.where('id', '=', id ?? ''))
    .orderBy('version', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : fromJson<Table>(row.document)
}

/** Adds a published sheet, as files bring it. */
export async function insertScoringTable(
  { db }: Session,
  table: ScoringDocument,
  version = 1,
): Promise<void> {
  await db
    .insertInto('scoring_tables')
    .values({
      id: table.id,
      version,
      title: table.title,
      document: toJson(table),
      state: 'published',
      revision: 1,
    })
    .execute()
}

/** Adds a draft. */
export async function insertScoringDraft(
  { db }: Session,
  table: ScoringDocument,
  draft: { readonly number: number; readonly basedOn: string } & ChangeMark,
): Promise<void> {
  await db
    .insertInto('scoring_tables')
    .values({
      id: table.id,
      version: draft.number,
      title: table.title,
      document: toJson(table),
      state: 'draft',
      revision: 1,
      based_on: draft.basedOn,
      changed_at: draft.at,
      changed_by: draft.by,
    })
    .execute()
}

/** Replaces what a draft says, or publishes it. The caller has looked at its state and version. */
export async function updateScoringTable(
  { db }: Session,
  table: ScoringDocument,
  change: { readonly state: ScoringState; readonly reason?: string } & ChangeMark,
): Promise<void> {
  await db
    .updateTable('scoring_tables')
    .set(({ eb }) => ({
      title: table.title,
      document: toJson(table),
      state: change.state,
      revision: eb('revision', '+', 1),
      changed_at: change.at,
      changed_by: change.by,
      ...(change.reason === undefined ? {} : { reason: change.reason }),
    }))
    .where('id', '=', table.id)
    .execute()
}

export async function deleteScoringDraft({ db }: Session, id: string): Promise<void> {
  await db.deleteFrom('scoring_tables').where('id', '=', id).where('state', '=', 'draft').execute()
}

/** From now on these scores rest on it: it never changes again, whichever sheet the year uses later. */
export async function freezeScoringTable({ db }: Session, id: string): Promise<void> {
  await db
    .updateTable('scoring_tables')
    .set({ state: 'frozen' })
    .where('id', '=', id)
    .where('state', '=', 'published')
    .execute()
}

/** Scores a plan year by this sheet. The one it leaves stays frozen where scores rested on it. */
export async function useScoringTable(session: Session, year: number, id: string): Promise<void> {
  const { db } = session
  const before = await db
    .selectFrom('programmes')
    .select('scoring_table_id')
    .where('year', '=', year)
    .executeTakeFirst()
  const left = before?.scoring_table_id ?? null
  if (left !== null && left !== id && (await hasScores(session))) await freezeScoringTable(session, left)
  await db.updateTable('programmes').set({ scoring_table_id: id }).where('year', '=', year).execute()
}

/** Is there any filled-in sheet? Then the tables in use are frozen. */
async function hasScores({ db }: Session): Promise<boolean> {
  const row = await db
    .selectFrom('compounds')
    .select('id')
    .where('score_sheet', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function toVersion<Table extends ScoringDocument>(
  row: ScoringTableRow,
  years: readonly number[],
  isScored: boolean,
): ScoringVersion<Table> {
  const state = row.state as ScoringState
  return {
    id: row.id,
    number: row.version,
    version: row.revision,
    state: state === 'published' && years.length > 0 && isScored ? 'frozen' : state,
    basedOn: row.based_on,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    reason: row.reason,
    years,
    document: fromJson<Table>(row.document),
  }
}
