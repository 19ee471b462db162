import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { bumpDataVersion } from './data-version.ts'
import type { StoreDialect } from './dialect.ts'
import { useKey } from './idempotency.ts'
import type { Session } from './session.ts'
import type { Tables } from './tables.ts'

export type { Session }

export interface Store extends Session {
  /**
   * One write: all of it or nothing, and the data version goes up with it.
   * @throws what `work` throws, after everything is rolled back
   */
  write<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /**
   * As `write`, of what no cached answer depends on: accounts, sign-ins, the audit log. The data version stays.
   * @throws what `work` throws, after everything is rolled back
   */
  writeAside<Result>(work: (session: Session) => Promise<Result>): Promise<Result>
  /** Is the database there and answering? */
  ping(): Promise<void>
  close(): Promise<void>
}

/** @param translate turns the driver's errors into {@link StoreError}s */
export function createStore(
  db: Kysely<Tables>,
  dialect: StoreDialect,
  translate: (error: unknown) => unknown,
): Store {
  const inTransaction = async <Result>(
    steps: number,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> => {
    try {
      let committed = (): void => undefined
      const result = await db.transaction().execute(async (transaction) => {
        const session = { db: transaction, dialect }
        // First, so that the write lock is taken before anything is read: two writers never act on the same state.
        await bumpDataVersion(session, steps)
        committed = await useKey(session)
        return work(session)
      })
      committed()
      return result
    } catch (error) {
      throw translate(error)
    }
  }
  return {
    db,
    dialect,
    write: (work) => inTransaction(1, work),
    writeAside: (work) => inTransaction(0, work),
    async ping() {
      await sql`select 1`.execute(db)
    },
    async close() {
      await db.destroy()
    },
  }
}
