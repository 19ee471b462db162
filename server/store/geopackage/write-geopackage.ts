import Database from 'better-sqlite3'
import type { PlainGeometry } from '#core/geo/box-touch.ts'
import { boxOf } from '../box-of.ts'
import { geopackageGeometry } from './geopackage-geometry.ts'
import { GEOPACKAGE_TABLES } from './geopackage-tables.ts'

/** "GPKG" in ASCII, and version 1.3. */
const APPLICATION_ID = 0x47_50_4b_47
const VERSION = 10_300

export interface GeopackageColumn {
  readonly name: string
  /** Chinese, with its unit; a GIS shows it as the alias. */
  readonly title: string
  readonly type: 'TEXT' | 'INTEGER' | 'REAL' | 'BOOLEAN'
}

export interface GeopackageLayer {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly kind: 'POINT' | 'LINESTRING' | 'POLYGON' | 'MULTIPOLYGON'
  readonly columns: readonly GeopackageColumn[]
  features(): AsyncIterable<{
    readonly geometry: PlainGeometry
    readonly values: readonly (string | number | boolean | null)[]
  }>
}

export interface GeopackageSystem {
  readonly id: number
  readonly name: string
  /** WKT */
  readonly definition: string
}

/**
 * Writes a GeoPackage (OGC 12-128r18) straight into SQLite, feature by feature.
 * @param file must not be there yet
 * @param notice what holds of the whole file: 示例数据, who took it and when
 */
export async function writeGeopackage(
  file: string,
  system: GeopackageSystem,
  layers: readonly GeopackageLayer[],
  notice: string,
): Promise<void> {
  const database = new Database(file)
  try {
    // A file of its own that nobody reads before it is whole.
    database.pragma('journal_mode = OFF')
    database.pragma('synchronous = OFF')
    database.pragma(`application_id = ${APPLICATION_ID}`)
    database.pragma(`user_version = ${VERSION}`)
    database.exec(GEOPACKAGE_TABLES)
    database
      .prepare('insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)')
      .run(system.name, system.id, 'EPSG', system.id, system.definition)
    database.exec('begin')
    for (const layer of layers) await writeLayer(database, system, layer)
    writeNotice(database, notice)
    database.exec('commit')
  } finally {
    database.close()
  }
}

async function writeLayer(
  database: Database.Database,
  system: GeopackageSystem,
  layer: GeopackageLayer,
): Promise<void> {
  const table = quoted(layer.name)
  const columns = layer.columns.map(({ name, type }) => `${quoted(name)} ${type}`)
  database.exec(
    `create table ${table} (${['fid integer primary key autoincrement not null', `geom ${layer.kind}`, ...columns].join(', ')})`,
  )
  const names = ['geom', ...layer.columns.map(({ name }) => quoted(name))]
  const insert = database.prepare(
    `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  )
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for await (const { geometry, values } of layer.features()) {
    const shaped = layer.kind === 'MULTIPOLYGON' ? asMany(geometry) : geometry
    const [west, south, east, north] = boxOf(shaped)
    box[0] = Math.min(box[0], west)
    box[1] = Math.min(box[1], south)
    box[2] = Math.max(box[2], east)
    box[3] = Math.max(box[3], north)
    insert.run(
      geopackageGeometry(shaped, system.id),
      ...values.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
    )
  }
  const isEmpty = box[0] > box[2]
  database
    .prepare(
      'insert into gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      layer.name,
      'features',
      layer.title,
      layer.description,
      ...(isEmpty ? [null, null, null, null] : box),
      system.id,
    )
  database
    .prepare('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)')
    .run(layer.name, 'geom', layer.kind, system.id)
  const describe = database.prepare(
    'insert into gpkg_data_columns (table_name, column_name, name, title) values (?, ?, ?, ?)',
  )
  for (const { name, title } of layer.columns) describe.run(layer.name, name, title, title)
}

function writeNotice(database: Database.Database, notice: string): void {
  const { lastInsertRowid } = database
    .prepare("insert into gpkg_metadata (md_standard_uri, mime_type, metadata) values (?, 'text/plain', ?)")
    .run('http://www.isotc211.org/2005/gmd', notice)
  database
    .prepare("insert into gpkg_metadata_reference (reference_scope, md_file_id) values ('geopackage', ?)")
    .run(lastInsertRowid)
}

function asMany(geometry: PlainGeometry): PlainGeometry {
  return geometry.type === 'Polygon'
    ? { type: 'MultiPolygon', coordinates: [geometry.coordinates] }
    : geometry
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
