import type { Kysely } from 'kysely'

/** Connection points the engine proposes or an engineer marks, and what each run was computed from. */
export async function createConnections(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('connection_runs')
    .addColumn('year', 'integer', (column) => column.primaryKey())
    .addColumn('engine', 'text', (column) => column.notNull())
    .addColumn('inputs', 'text', (column) => column.notNull())
    .addColumn('return_period', 'double precision', (column) => column.notNull())
    .addColumn('faults', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('connections')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('year', 'integer', (column) => column.notNull())
    .addColumn('compound_id', 'text', (column) =>
      column.notNull().references('compounds.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('rank', 'integer')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('well_id', 'text')
    .addColumn('pipe_id', 'text')
    .addColumn('lng', 'double precision', (column) => column.notNull())
    .addColumn('lat', 'double precision', (column) => column.notNull())
    .addColumn('properties', 'text', (column) => column.notNull())
    .addColumn('branch', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('connections_by_compound')
    .on('connections')
    .columns(['year', 'compound_id', 'position'])
    .execute()
}
