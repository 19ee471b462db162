import { chunksForInsert } from './chunks.ts'
import type { Session } from './store.ts'

/** A 镇街. */
export interface Subdistrict {
  readonly code: string
  readonly name: string
  readonly kind: string
}

/** A 社区 or 村. */
export interface Community {
  readonly code: string
  readonly subdistrictCode: string
  readonly name: string
}

export async function readSubdistricts({ db }: Session): Promise<Subdistrict[]> {
  return db.selectFrom('subdistricts').selectAll().orderBy('code').execute()
}

export async function readCommunities({ db }: Session): Promise<Community[]> {
  const rows = await db.selectFrom('communities').selectAll().orderBy('code').execute()
  return rows.map((row) => ({ code: row.code, subdistrictCode: row.subdistrict_code, name: row.name }))
}

export async function insertPlaces(
  { db }: Session,
  subdistricts: readonly Subdistrict[],
  communities: readonly Community[],
): Promise<void> {
  for (const chunk of chunksForInsert(subdistricts))
    await db.insertInto('subdistricts').values(chunk).execute()
  const rows = communities.map(({ code, subdistrictCode, name }) => ({
    code,
    subdistrict_code: subdistrictCode,
    name,
  }))
  for (const chunk of chunksForInsert(rows)) await db.insertInto('communities').values(chunk).execute()
}
