import type { Kysely } from 'kysely'
import type { StoreDialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/** Where a query runs: the store itself, or one transaction of it. */
export interface Session {
  readonly db: Kysely<Tables>
  readonly dialect: StoreDialect
}
