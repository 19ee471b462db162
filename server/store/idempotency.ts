import { AsyncLocalStorage } from 'node:async_hooks'
import type { Session } from './session.ts'

/** One write that carries a key: the second time it changes nothing. */
export interface KeyedWrite {
  readonly key: string
  readonly accountId: string
  /** Method, path and query: a key belongs to one request. */
  readonly request: string
}

export interface KnownWrite extends KeyedWrite {
  /** What was answered, as JSON; null where the answer was never kept (a crash right after the write). */
  readonly answer: string | null
}

/** Thrown inside the transaction of a write whose key has been used: everything in it is rolled back. */
export class AlreadyWritten extends Error {
  override readonly name = 'AlreadyWritten'
}

/** A field worker may be off the line for weeks; after that a key means nothing any more. */
const KEPT_DAYS = 90

const running = new AsyncLocalStorage<{ readonly write: KeyedWrite; done: boolean }>()

/** Runs a request under its key: its first transaction uses the key up, or finds it used and rolls back. */
export async function underKey<Result>(
  write: KeyedWrite,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly written: boolean }> {
  const state = { write, done: false }
  const result = await running.run(state, work)
  return { result, written: state.done }
}

/**
 * Called first in every transaction, which by then holds the write lock: of two that come with one key, one goes on.
 * @returns to be called once the transaction is committed
 */
export async function useKey({ db }: Session): Promise<() => void> {
  const state = running.getStore()
  if (state === undefined || state.done) return () => undefined
  const known = await db
    .selectFrom('idempotency_keys')
    .select('key')
    .where('key', '=', state.write.key)
    .executeTakeFirst()
  if (known !== undefined) throw new AlreadyWritten(state.write.key)
  const now = new Date()
  const { key, accountId, request } = state.write
  await db
    .insertInto('idempotency_keys')
    .values({ key, account_id: accountId, request, at: now.toISOString(), answer: null })
    .execute()
  const oldest = new Date(now.getTime() - KEPT_DAYS * 24 * 3600 * 1000).toISOString()
  await db.deleteFrom('idempotency_keys').where('at', '<', oldest).execute()
  return () => {
    state.done = true
  }
}

/** null for a key nobody has used */
export async function readKey({ db }: Session, key: string): Promise<KnownWrite | null> {
  const row = await db.selectFrom('idempotency_keys').selectAll().where('key', '=', key).executeTakeFirst()
  if (row === undefined) return null
  return { key, accountId: row.account_id, request: row.request, answer: row.answer }
}

/** Keeps what was answered, for whoever asks again. */
export async function keepAnswer({ db }: Session, key: string, answer: string): Promise<void> {
  await db.updateTable('idempotency_keys').set({ answer }).where('key', '=', key).execute()
}
