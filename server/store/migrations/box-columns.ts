import type { CreateTableBuilder } from 'kysely'

/** Adds the columns a box index reads. Degrees, double precision: PostgreSQL's `real` would lose 0.5 m. */
export function boxColumns<Table extends string, Column extends string>(
  table: CreateTableBuilder<Table, Column>,
): CreateTableBuilder<Table, Column | 'west' | 'south' | 'east' | 'north'> {
  return table
    .addColumn('west', 'double precision', (column) => column.notNull())
    .addColumn('south', 'double precision', (column) => column.notNull())
    .addColumn('east', 'double precision', (column) => column.notNull())
    .addColumn('north', 'double precision', (column) => column.notNull())
}
