import type { Kysely } from 'kysely'
import type { StoreDialect } from '../dialect.ts'
import { boxColumns } from './box-columns.ts'

/** Wells and pipes of the drainage network, and the base map under everything. */
export async function createNetwork(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await createWells(db, dialect)
  await createPipes(db, dialect)
  await boxColumns(db.schema.createTable('base_features').addColumn('key', 'integer', dialect.generatedKey))
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('class', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('geometry', 'text', (column) => column.notNull())
    .addColumn('properties', 'text', (column) => column.notNull())
    .execute()
  await dialect.createBoxIndex(db, 'base_features')
}

async function createWells(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await boxColumns(db.schema.createTable('wells').addColumn('key', 'integer', dialect.generatedKey))
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('system', 'text', (column) => column.notNull())
    .addColumn('ground', 'double precision')
    .addColumn('load', 'double precision', (column) => column.notNull())
    .addColumn('t1', 'double precision')
    .addColumn('water_level', 'double precision')
    .addColumn('street', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('lng', 'double precision', (column) => column.notNull())
    .addColumn('lat', 'double precision', (column) => column.notNull())
    .execute()
  await dialect.createBoxIndex(db, 'wells')
}

async function createPipes(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await boxColumns(db.schema.createTable('pipes').addColumn('key', 'integer', dialect.generatedKey))
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('version', 'integer', (column) => column.notNull())
    // Not foreign keys: a survey may name a well it does not hold, and such a pipe still stands on the map as a fault.
    .addColumn('from_well', 'text', (column) => column.notNull())
    .addColumn('to_well', 'text', (column) => column.notNull())
    .addColumn('system', 'text', (column) => column.notNull())
    .addColumn('dn', 'double precision')
    .addColumn('material', 'text')
    .addColumn('roughness', 'double precision')
    .addColumn('invert_start', 'double precision')
    .addColumn('invert_end', 'double precision')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('length', 'double precision')
    .addColumn('street', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('line', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('pipes_by_start').on('pipes').column('from_well').execute()
  await db.schema.createIndex('pipes_by_end').on('pipes').column('to_well').execute()
  await dialect.createBoxIndex(db, 'pipes')
}
