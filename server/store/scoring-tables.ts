import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'

/** A scoring sheet as data: what every version of it has; its criteria are core's business. */
export interface ScoringDocument {
  readonly id: string
  readonly title: string
  /** `official`, or a suggestion of the system */
  readonly status?: string
}

/** The sheet in force: the one added last. */
export async function readScoringTable<Table extends ScoringDocument>({
  db,
}: Session): Promise<Table | null> {
  const row = await db
    .selectFrom('scoring_tables')
    .select('document')
    .orderBy('version', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : fromJson<Table>(row.document)
}

export async function insertScoringTable(
  { db }: Session,
  table: ScoringDocument,
  version = 1,
): Promise<void> {
  await db
    .insertInto('scoring_tables')
    .values({ id: table.id, version, title: table.title, document: toJson(table) })
    .execute()
}
