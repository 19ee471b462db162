import type { DataSource } from '#core/api/sources.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'

/** Where each data file comes from, in the order of the list that ships. */
export async function readDataSources({ db }: Session): Promise<DataSource[]> {
  const rows = await db.selectFrom('data_sources').select('document').orderBy('position').execute()
  return rows.map((row) => fromJson<DataSource>(row.document))
}

export async function insertDataSources({ db }: Session, sources: readonly DataSource[]): Promise<void> {
  const rows = sources.map((source, position) => ({
    file: source.file,
    title: source.title,
    position,
    document: toJson(source),
  }))
  if (rows.length > 0) await db.insertInto('data_sources').values(rows).execute()
}
