import type { ColumnDefinitionBuilder, Kysely, RawBuilder, SqlBool } from 'kysely'

/** [west, south, east, north] in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** Tables that have `west, south, east, north` columns and answer "what is in this box?". */
export type BoxedTable = 'compounds' | 'buildings' | 'wells' | 'pipes' | 'base_features'

/**
 * What one database does in its own way. Everything else of the store is plain SQL through Kysely, so that the same
 * tables, migrations and test suite run on SQLite and on PostgreSQL + PostGIS.
 */
export interface StoreDialect {
  readonly name: 'sqlite' | 'postgres'
  /** Turns a column into an integer key that the database counts up by itself. */
  generatedKey(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder
  /** Makes the box columns of a table searchable; the database keeps the index up to date by itself. */
  // A migration works on the tables of its own day, not on today's, hence `unknown`.
  createBoxIndex(db: Kysely<unknown>, table: BoxedTable): Promise<void>
  /** From here on the database itself refuses to change or remove a row of the table. */
  makeAppendOnly(db: Kysely<unknown>, table: 'audit_log'): Promise<void>
  /** True for rows whose box touches `box`. */
  touchesBox(table: BoxedTable, box: Box): RawBuilder<SqlBool>
}
