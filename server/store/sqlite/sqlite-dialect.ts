import { sql } from 'kysely'
import type { Kysely, SqlBool } from 'kysely'
import type { BoxedTable, StoreDialect } from '../dialect.ts'

/**
 * SQLite's own ways: an R*Tree beside each boxed table, kept up to date by triggers. The tree rounds to 32 bits
 * outwards, so it finds a superset, and the exact columns decide.
 */
export const sqliteDialect: StoreDialect = {
  name: 'sqlite',
  generatedKey: (column) => column.primaryKey().autoIncrement(),
  createBoxIndex,
  makeAppendOnly,
  touchesBox: (table, [west, south, east, north]) => sql<SqlBool>`(
    ${sql.ref(`${table}.key`)} in (
      select key from ${sql.table(boxTable(table))}
      where max_lng >= ${west} and min_lng <= ${east} and max_lat >= ${south} and min_lat <= ${north}
    )
    and ${sql.ref(`${table}.east`)} >= ${west} and ${sql.ref(`${table}.west`)} <= ${east}
    and ${sql.ref(`${table}.north`)} >= ${south} and ${sql.ref(`${table}.south`)} <= ${north}
  )`,
}

async function createBoxIndex(db: Kysely<unknown>, table: BoxedTable): Promise<void> {
  const boxes = sql.table(boxTable(table))
  const rows = sql.table(table)
  await sql`create virtual table ${boxes} using rtree(key, min_lng, max_lng, min_lat, max_lat)`.execute(db)
  await sql`create trigger ${sql.raw(`${table}_box_insert`)} after insert on ${rows} begin
    insert into ${boxes} values (new.key, new.west, new.east, new.south, new.north);
  end`.execute(db)
  await sql`create trigger ${sql.raw(`${table}_box_update`)} after update of west, south, east, north on ${rows} begin
    update ${boxes} set min_lng = new.west, max_lng = new.east, min_lat = new.south, max_lat = new.north
    where key = new.key;
  end`.execute(db)
  await sql`create trigger ${sql.raw(`${table}_box_delete`)} after delete on ${rows} begin
    delete from ${boxes} where key = old.key;
  end`.execute(db)
}

async function makeAppendOnly(db: Kysely<unknown>, table: string): Promise<void> {
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.raw(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)} begin
      select raise(abort, ${sql.lit(`${table} is append only`)});
    end`.execute(db)
  }
}

function boxTable(table: BoxedTable): string {
  return `${table}_boxes`
}
