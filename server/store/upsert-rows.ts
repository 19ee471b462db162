import { sql } from 'kysely'
import { chunksForInsert } from './chunks.ts'
import type { Session } from './session.ts'

/** Tables whose records have an id of their own and a version. */
type VersionedTable = 'compounds' | 'buildings' | 'wells' | 'pipes'

type Value = string | number | null

/**
 * Writes rows by their id: a new one as it is, one that is there already over the old one, whose version goes up.
 * Every row has the columns of the first.
 */
export async function upsertRows(
  { db }: Session,
  table: VersionedTable | 'base_features',
  rows: readonly Readonly<Record<string, Value | undefined>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const versioned = columns.includes('version')
  const kept = columns.filter((column) => column !== 'id' && column !== 'version')
  const target = sql.table(table)
  const changes = [
    ...kept.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
    ...(versioned ? [sql`version = ${target}.version + 1`] : []),
  ]
  for (const chunk of chunksForInsert(rows)) {
    const values = chunk.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
    await sql`insert into ${target} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(values)}
      on conflict (id) do update set ${sql.join(changes)}`.execute(db)
  }
}

/** Versions by id of the records that are there. */
export async function versionsOf(
  { db }: Session,
  table: VersionedTable,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const versions = new Map<string, number>()
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id)
    const rows = await db.selectFrom(table).select(['id', 'version']).where('id', 'in', wanted).execute()
    for (const row of rows) versions.set(row.id, row.version)
  }
  return versions
}

/** Every id of a table. */
export async function idsOf({ db }: Session, table: VersionedTable | 'base_features'): Promise<string[]> {
  const rows = await db.selectFrom(table).select('id').orderBy('key').execute()
  return rows.map(({ id }) => id)
}

export async function deleteByIds(
  { db }: Session,
  table: VersionedTable | 'base_features',
  ids: readonly string[],
): Promise<void> {
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    await db
      .deleteFrom(table)
      .where(
        'id',
        'in',
        chunk.map(({ id }) => id),
      )
      .execute()
  }
}
