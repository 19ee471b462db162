import { sql } from 'kysely'
import type { Expression, RawBuilder, Selectable, SqlBool } from 'kysely'
import type { Box, BoxedTable } from './dialect.ts'
import type { Session } from './session.ts'
import type { Tables } from './tables.ts'

/** Which rows of a table with boxes. Names of columns come from the program, never from outside. */
export interface RecordQuery {
  /** Touching any of these boxes; null: anywhere */
  readonly boxes: readonly Box[] | null
  readonly equal: readonly (readonly [column: string, value: string | number])[]
  /** Any of these values in a column. */
  readonly oneOf: readonly (readonly [column: string, values: readonly string[]])[]
  /** The column is unknown or at most this. */
  readonly atMost: readonly (readonly [column: string, value: number])[]
  /** Keys that are not wanted after all. */
  readonly without: readonly number[]
}

export interface RecordPage {
  readonly limit: number
  readonly after?: number
  readonly before?: number
}

export interface KeyedRecord<Item> {
  readonly key: number
  readonly version: number
  readonly item: Item
}

/** A table with boxes, read by portions: through the box index and the key, whatever its size. */
export interface BoxedRecords<Item> {
  count(session: Session, query: RecordQuery): Promise<number>
  /** In the order of the keys, also before one. */
  page(session: Session, query: RecordQuery, page: RecordPage): Promise<KeyedRecord<Item>[]>
  /** Those that touch the boxes without lying inside one of `inner`: only of these it is open whether their shape does. */
  onTheEdge(session: Session, query: RecordQuery, inner: readonly Box[]): Promise<KeyedRecord<Item>[]>
  /** Around all of them; null for none. */
  bounds(session: Session, query: RecordQuery): Promise<Box | null>
}

export function boxedRecords<Table extends BoxedTable, Item>(
  table: Table,
  toItem: (row: Selectable<Tables[Table]>) => Item,
  { onlyPlaced = false }: { readonly onlyPlaced?: boolean } = {},
): BoxedRecords<Item> {
  type Row = Selectable<Tables[Table]> & { readonly key: number; readonly version?: number }
  const keyed = (row: Row): KeyedRecord<Item> => ({
    key: row.key,
    version: row.version ?? 1,
    item: toItem(row),
  })
  const key = sql.ref(`${table}.key`)
  const from = sql.table(table)
  const conditionsOf = (session: Session, query: RecordQuery): Expression<SqlBool>[] => [
    ...conditions(session, table, query),
    ...(onlyPlaced ? [isPlaced(table)] : []),
  ]

  return {
    async count(session, query) {
      const where = conditionsOf(session, query)
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from ${from} where ${all(where)}`.execute(session.db)
      return Number(rows[0]?.count ?? 0)
    },
    async page(session, query, { limit, after, before }) {
      const where = conditionsOf(session, query)
      if (after !== undefined) where.push(sql`${key} > ${after}`)
      if (before !== undefined) where.push(sql`${key} < ${before}`)
      const order = sql.raw(before === undefined ? 'asc' : 'desc')
      const { rows } = await sql<Row>`
        select * from ${from} where ${all(where)} order by ${key} ${order} limit ${limit}`.execute(session.db)
      return (before === undefined ? rows : rows.reverse()).map(keyed)
    },
    async onTheEdge(session, query, inner) {
      const where = conditionsOf(session, query)
      for (const box of inner) where.push(sql<SqlBool>`not ${isInside(table, box)}`)
      const { rows } = await sql<Row>`select * from ${from} where ${all(where)}`.execute(session.db)
      return rows.map(keyed)
    },
    async bounds(session, query) {
      const where = all(conditionsOf(session, query))
      const { rows } = await sql<Record<'west' | 'south' | 'east' | 'north', number | null>>`
        select min(west) as west, min(south) as south, max(east) as east, max(north) as north
        from ${from} where ${where}`.execute(session.db)
      const { west = null, south = null, east = null, north = null } = rows[0] ?? {}
      if (west === null || south === null || east === null || north === null) return null
      return [west, south, east, north]
    },
  }
}

function conditions({ dialect }: Session, table: BoxedTable, query: RecordQuery): Expression<SqlBool>[] {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`)
  const found: Expression<SqlBool>[] = []
  if (query.boxes !== null) {
    const touched = query.boxes.map((box) => dialect.touchesBox(table, box))
    found.push(sql<SqlBool>`(${sql.join(touched, sql` or `)})`)
  }
  for (const [name, value] of query.equal) found.push(sql<SqlBool>`${column(name)} = ${value}`)
  for (const [name, value] of query.atMost) {
    found.push(sql<SqlBool>`(${column(name)} is null or ${column(name)} <= ${value})`)
  }
  for (const [name, values] of query.oneOf) {
    found.push(
      values.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`${column(name)} in (${sql.join(values)})`,
    )
  }
  if (query.without.length > 0) {
    // As literals: they are our own integers, and there may be more than a statement can bind.
    found.push(sql<SqlBool>`${column('key')} not in (${sql.raw(query.without.join(','))})`)
  }
  return found
}

/** Not at `NOWHERE`. */
function isPlaced(table: BoxedTable): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.ref(`${table}.west`)} <> 0 or ${sql.ref(`${table}.east`)} <> 0)`
}

function isInside(table: BoxedTable, [west, south, east, north]: Box): RawBuilder<SqlBool> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`)
  return sql<SqlBool>`(${column('west')} >= ${west} and ${column('east')} <= ${east}
    and ${column('south')} >= ${south} and ${column('north')} <= ${north})`
}

function all(conditions: readonly Expression<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}
