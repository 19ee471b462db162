import { chunksForInsert } from './chunks.ts'
import { fromJson, fromNullableJson, toJson, toNullableJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { ImportRow } from './tables.ts'

/** `open`: uploaded, nothing stored; then stored, taken back, or thrown away. */
export type ImportState = 'open' | 'applied' | 'undone' | 'discarded'

/** One file brought in, or about to be. Plan and summary are what the importer makes of them. */
export interface StoredImport<Plan = unknown, Summary = unknown> {
  readonly id: string
  readonly version: number
  readonly wish: string
  readonly fileName: string
  readonly state: ImportState
  readonly authorId: string | null
  readonly author: string
  readonly createdAt: string
  readonly updatedAt: string
  /** Headings of the source, so that the same ones are mapped as they were; null before they are read. */
  readonly shape: string | null
  readonly plan: Plan | null
  readonly summary: Summary | null
}

/** What one portion of an import did: ids that were new, and the others as they were before. */
export interface ImportChange {
  readonly kind: string
  readonly created: readonly string[]
  readonly before: readonly unknown[]
  /** Records the file did not have any more. */
  readonly removed: readonly unknown[]
  /** Versions right after the import, by id. */
  readonly versions: Readonly<Record<string, number>>
}

export async function saveImport({ db }: Session, record: StoredImport): Promise<void> {
  const row: ImportRow = {
    id: record.id,
    version: record.version,
    wish: record.wish,
    file_name: record.fileName,
    state: record.state,
    author_id: record.authorId,
    author: record.author,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    shape: record.shape,
    plan: toNullableJson(record.plan),
    summary: toNullableJson(record.summary),
  }
  await db
    .insertInto('imports')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

export async function readImport({ db }: Session, id: string): Promise<StoredImport | null> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toImport(row)
}

/** The newest first. @param authorId null: everybody's */
export async function readImports(
  { db }: Session,
  limit: number,
  authorId: string | null = null,
): Promise<StoredImport[]> {
  const rows = await db
    .selectFrom('imports')
    .selectAll()
    .$if(authorId !== null, (query) => query.where('author_id', '=', authorId))
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toImport)
}

/** The last import of the same kind and headings that was stored: its mapping is offered again. */
export async function readImportOfShape(
  { db }: Session,
  wish: string,
  shape: string,
): Promise<StoredImport | null> {
  const row = await db
    .selectFrom('imports')
    .selectAll()
    .where('wish', '=', wish)
    .where('shape', '=', shape)
    .where('state', 'in', ['applied', 'undone'])
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toImport(row)
}

export async function addImportChange(
  { db }: Session,
  importId: string,
  position: number,
  { kind, ...document }: ImportChange,
): Promise<void> {
  await db
    .insertInto('import_changes')
    .values({ import_id: importId, position, kind, document: toJson(document) })
    .execute()
}

/** How many portions an import was stored in. */
export async function countImportChanges({ db }: Session, importId: string): Promise<number> {
  const row = await db
    .selectFrom('import_changes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** One portion; null where there is none at this place. */
export async function readImportChange(
  { db }: Session,
  importId: string,
  position: number,
): Promise<ImportChange | null> {
  const row = await db
    .selectFrom('import_changes')
    .selectAll()
    .where('import_id', '=', importId)
    .where('position', '=', position)
    .executeTakeFirst()
  return row === undefined ? null : { kind: row.kind, ...fromJson<Omit<ImportChange, 'kind'>>(row.document) }
}

/** Forgets how the records were: an import that has been taken back is not taken back again. */
export async function deleteImportChanges({ db }: Session, importId: string): Promise<void> {
  await db.deleteFrom('import_changes').where('import_id', '=', importId).execute()
}

/** Has any of these compounds buildings, consent or tie-ins that would go with it? */
export async function hasDependents({ db }: Session, compoundIds: readonly string[]): Promise<boolean> {
  for (const chunk of chunksForInsert(compoundIds.map((id) => ({ id })))) {
    const ids = chunk.map(({ id }) => id)
    for (const table of ['buildings', 'consent_records', 'consent_ballots', 'connections'] as const) {
      const row = await db
        .selectFrom(table)
        .select('compound_id')
        .where('compound_id', 'in', ids)
        .limit(1)
        .executeTakeFirst()
      if (row !== undefined) return true
    }
  }
  return false
}

function toImport(row: ImportRow): StoredImport {
  return {
    id: row.id,
    version: row.version,
    wish: row.wish,
    fileName: row.file_name,
    state: row.state as ImportState,
    authorId: row.author_id,
    author: row.author,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    shape: row.shape,
    plan: fromNullableJson(row.plan),
    summary: fromNullableJson(row.summary),
  }
}
