import type { Programme } from '#core/programme/programme.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'

/** Every programme, the newest year first. */
export async function readProgrammes({ db }: Session): Promise<Programme[]> {
  const rows = await db.selectFrom('programmes').select('document').orderBy('year', 'desc').execute()
  return rows.map((row) => fromJson<Programme>(row.document))
}

export async function insertProgramme({ db }: Session, programme: Programme): Promise<void> {
  await db
    .insertInto('programmes')
    .values({
      year: programme.year,
      version: 1,
      title: programme.title,
      document_number: programme.documentNumber,
      document: toJson(programme),
    })
    .execute()
}

/** Writes a programme anew and, with it, its next version. */
export async function updateProgramme({ db }: Session, programme: Programme): Promise<void> {
  await db
    .updateTable('programmes')
    .set(({ eb }) => ({ version: eb('version', '+', 1), document: toJson(programme) }))
    .where('year', '=', programme.year)
    .execute()
}
