import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { StoreDialect } from '../dialect.ts'
import { boxColumns } from './box-columns.ts'

/** The register: what a programme is decided on. */
export async function createRegister(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('data_version')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('value', 'integer', (column) => column.notNull())
    .execute()
  await sql`insert into data_version (id, value) values (1, 0)`.execute(db)
  await createDocuments(db)
  await createPlaces(db)
  await createCompounds(db, dialect)
  await createBuildings(db, dialect)
}

async function createDocuments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('programmes')
    .addColumn('year', 'integer', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('document_number', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('scoring_tables')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('data_sources')
    .addColumn('file', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute()
}

async function createPlaces(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subdistricts')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('communities')
    .addColumn('code', 'text', (column) => column.primaryKey())
    .addColumn('subdistrict_code', 'text', (column) => column.notNull().references('subdistricts.code'))
    .addColumn('name', 'text', (column) => column.notNull())
    .execute()
}

async function createCompounds(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await boxColumns(db.schema.createTable('compounds').addColumn('key', 'integer', dialect.generatedKey))
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    // Not a foreign key: a hand-over may name a 镇街 that the statistics list of its year does not have.
    .addColumn('subdistrict_code', 'text', (column) => column.notNull())
    .addColumn('subdistrict', 'text', (column) => column.notNull())
    .addColumn('community', 'text')
    .addColumn('address', 'text')
    .addColumn('built_year', 'integer')
    .addColumn('ownership', 'text', (column) => column.notNull())
    .addColumn('former_owner_unit', 'text')
    .addColumn('housing_kind', 'text')
    .addColumn('in_district', 'integer')
    .addColumn('declared_buildings', 'integer', (column) => column.notNull())
    .addColumn('declared_households', 'integer', (column) => column.notNull())
    .addColumn('declared_floor_area', 'double precision', (column) => column.notNull())
    .addColumn('renovated_year', 'integer')
    .addColumn('consent_agree', 'integer')
    .addColumn('consent_total', 'integer')
    .addColumn('demolition_planned', 'integer')
    .addColumn('maintenance_only', 'integer', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('anchor_lng', 'double precision', (column) => column.notNull())
    .addColumn('anchor_lat', 'double precision', (column) => column.notNull())
    .addColumn('footprint', 'text', (column) => column.notNull())
    .addColumn('gates', 'text', (column) => column.notNull())
    .addColumn('management', 'text')
    .addColumn('application', 'text')
    .addColumn('score_sheet', 'text')
    .addColumn('heritage', 'text')
    .addColumn('estimates', 'text', (column) => column.notNull())
    .addColumn('drainage', 'text', (column) => column.notNull())
    .execute()
  await dialect.createBoxIndex(db, 'compounds')
}

async function createBuildings(db: Kysely<unknown>, dialect: StoreDialect): Promise<void> {
  await boxColumns(db.schema.createTable('buildings').addColumn('key', 'integer', dialect.generatedKey))
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('built_year', 'integer')
    .addColumn('floors', 'integer')
    .addColumn('units', 'integer')
    .addColumn('households', 'integer', (column) => column.notNull())
    .addColumn('floor_area', 'double precision', (column) => column.notNull())
    .addColumn('structure', 'text', (column) => column.notNull())
    .addColumn('use', 'text', (column) => column.notNull())
    .addColumn('footprint', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('buildings_by_compound')
    .on('buildings')
    .columns(['compound_id', 'key'])
    .execute()
  await dialect.createBoxIndex(db, 'buildings')
}
