import type { Session } from './session.ts'

const ROW = 1

/** Counts the writes; caches and entity tags hang on it. */
export async function readDataVersion({ db }: Session): Promise<number> {
  const row = await db
    .selectFrom('data_version')
    .select('value')
    .where('id', '=', ROW)
    .executeTakeFirstOrThrow()
  return row.value
}

/** Called by every write transaction and by nobody else. @param steps 0 takes the write lock alone */
export async function bumpDataVersion({ db }: Session, steps: number): Promise<void> {
  await db
    .updateTable('data_version')
    .set((expression) => ({ value: expression('value', '+', steps) }))
    .where('id', '=', ROW)
    .execute()
}

/** Makes the count at least `value`: a restored copy must not look like something already remembered. */
export async function raiseDataVersion({ db }: Session, value: number): Promise<void> {
  await db
    .updateTable('data_version')
    .set({ value })
    .where('id', '=', ROW)
    .where('value', '<', value)
    .execute()
}
