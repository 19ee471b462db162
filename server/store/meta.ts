import type { Session } from './store.ts'

/**
 * What the database knows of itself. `firstLoad`: the shipped data was put in once, and never is again.
 * `shippedRevision`: which release's shipped data it holds; absent: the first one's.
 * `sessionSecret`: what session cookies are signed with. `householdSalt`: the key of the digests of households.
 */
export type MetaName = 'firstLoad' | 'shippedRevision' | 'sessionSecret' | 'householdSalt'

export async function readMeta({ db }: Session, name: MetaName): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

export async function writeMeta({ db }: Session, name: MetaName, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
