import Database from 'better-sqlite3'

/** One layer of features. */
export interface GeoPackageLayer {
  readonly name: string
  readonly columns: readonly string[]
  /** Authority and code of the system, e.g. EPSG 4549; null where it is undefined. */
  readonly system: string | null
  /** Rows with the geometry as its blob, in portions. */
  rows(): Iterable<readonly GeoPackageRow[]>
}

export interface GeoPackageRow {
  readonly values: readonly unknown[]
  readonly geometry: Uint8Array | null
}

export interface GeoPackage {
  readonly layers: readonly GeoPackageLayer[]
  close(): void
}

/** The file is no GeoPackage, or it is damaged. */
export class GeoPackageFault extends Error {
  override readonly name = 'GeoPackageFault'
}

const PORTION = 500

/**
 * Opens somebody else's GeoPackage to read: nothing is written, and no code in its schema (views, triggers) may call a
 * function with effects.
 * @throws {GeoPackageFault}
 */
export function openGeoPackage(path: string): GeoPackage {
  let database: Database.Database
  try {
    database = new Database(path, { readonly: true, fileMustExist: true })
  } catch (error) {
    throw new GeoPackageFault('cannot be opened', { cause: error })
  }
  try {
    database.pragma('trusted_schema = OFF')
    database.pragma('query_only = ON')
    database.pragma('cell_size_check = ON')
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new GeoPackageFault('damaged')
    return { layers: readLayers(database), close: () => void database.close() }
  } catch (error) {
    database.close()
    throw error instanceof GeoPackageFault ? error : new GeoPackageFault('damaged', { cause: error })
  }
}

interface LayerRow {
  readonly name: string
  readonly geometry: string
  readonly authority: string | null
  readonly code: number | null
}

function readLayers(database: Database.Database): GeoPackageLayer[] {
  // Only real tables: a view may be made to run for ever.
  const rows = database
    .prepare(
      `select c.table_name as name, g.column_name as geometry, s.organization as authority,
              s.organization_coordsys_id as code
         from gpkg_contents c
         join gpkg_geometry_columns g on g.table_name = c.table_name
         join sqlite_master m on m.name = c.table_name and m.type = 'table'
         left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id
        where c.data_type = 'features' limit 100`,
    )
    .all() as LayerRow[]
  return rows.map((row) => layerOf(database, row))
}

function layerOf(
  database: Database.Database,
  { name, geometry, authority, code }: LayerRow,
): GeoPackageLayer {
  const all = (database.pragma(`table_info(${quoted(name)})`) as { name: string }[]).map((one) => one.name)
  const columns = all.filter((one) => one !== geometry)
  function* rows(): Generator<GeoPackageRow[]> {
    const list = [geometry, ...columns].map(quoted).join(', ')
    let portion: GeoPackageRow[] = []
    try {
      const statement = database.prepare(`select ${list} from ${quoted(name)}`).raw()
      for (const row of statement.iterate() as IterableIterator<unknown[]>) {
        const [shape, ...values] = row
        portion.push({ values, geometry: shape instanceof Uint8Array ? shape : null })
        if (portion.length < PORTION) continue
        yield portion
        portion = []
      }
    } catch (error) {
      throw new GeoPackageFault('damaged', { cause: error })
    }
    yield portion
  }
  return {
    name,
    columns,
    system: authority === null || code === null || code <= 0 ? null : `${authority}:${code}`,
    rows,
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
