import type { BaseMapFeature } from '#core/api/base-map.ts'
import { boxedRecords } from './boxed-records.ts'
import { boxOf, boxRow } from './box-of.ts'
import { chunksForInsert } from './chunks.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Box } from './dialect.ts'
import type { Session } from './store.ts'
import type { BaseFeatureRow } from './tables.ts'
import { upsertRows } from './upsert-rows.ts'

/** What lies under the data: outline, sea, rivers, parks, streets, blocks. */
export interface BaseFeature {
  readonly id: string
  readonly class: BaseMapFeature['properties']['class']
  readonly name: string | null
  readonly source: string
  readonly geometry: BaseMapFeature['geometry']
  /** Everything else the file says of it. */
  readonly properties: Readonly<Record<string, string | number | boolean | null>>
}

export async function readBaseFeatures({ db }: Session): Promise<BaseFeature[]> {
  const rows = await db.selectFrom('base_features').selectAll().orderBy('key').execute()
  return rows.map(toBaseFeature)
}

/** What is written on the ground: every name once. */
export async function readBaseNames({ db }: Session): Promise<string[]> {
  const rows = await db
    .selectFrom('base_features')
    .select('name')
    .distinct()
    .where('name', 'is not', null)
    .orderBy('name')
    .execute()
  return rows.flatMap(({ name }) => name ?? [])
}

/** Geometries of the features of one class. */
export async function readBaseGeometries(
  { db }: Session,
  kind: BaseFeature['class'],
): Promise<BaseFeature['geometry'][]> {
  const rows = await db.selectFrom('base_features').select('geometry').where('class', '=', kind).execute()
  return rows.map(({ geometry }) => fromJson(geometry))
}

/** The box around the features of one class; null where there are none. */
export async function baseFeatureBounds({ db }: Session, kind: BaseFeature['class']): Promise<Box | null> {
  const { west, south, east, north } = await db
    .selectFrom('base_features')
    .select(({ fn }) => [
      fn.min<number | null>('west').as('west'),
      fn.min<number | null>('south').as('south'),
      fn.max<number | null>('east').as('east'),
      fn.max<number | null>('north').as('north'),
    ])
    .where('class', '=', kind)
    .executeTakeFirstOrThrow()
  if (west === null || south === null || east === null || north === null) return null
  return [west, south, east, north]
}

/** The base map by portions, for others' GIS. */
export const baseRecords = boxedRecords('base_features', toBaseFeature)

export async function insertBaseFeatures({ db }: Session, features: readonly BaseFeature[]): Promise<void> {
  for (const chunk of chunksForInsert(features.map(toRow)))
    await db.insertInto('base_features').values(chunk).execute()
}

/** Writes features by their id, new ones and those that are there. */
export function saveBaseFeatures(session: Session, features: readonly BaseFeature[]): Promise<void> {
  return upsertRows(session, 'base_features', features.map(toRow))
}

/** The features that are there, by id. */
export async function readBaseFeaturesById(
  { db }: Session,
  ids: readonly string[],
): Promise<Map<string, BaseFeature>> {
  const found = new Map<string, BaseFeature>()
  for (const chunk of chunksForInsert(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id)
    const rows = await db.selectFrom('base_features').selectAll().where('id', 'in', wanted).execute()
    for (const row of rows) found.set(row.id, toBaseFeature(row))
  }
  return found
}

function toRow(feature: BaseFeature) {
  return {
    ...boxRow(boxOf(feature.geometry)),
    id: feature.id,
    class: feature.class,
    name: feature.name,
    source: feature.source,
    geometry: toJson(feature.geometry),
    properties: toJson(feature.properties),
  }
}

/** As the map takes it. */
export function baseFeatureToGeoJson({ id, geometry, properties, ...facts }: BaseFeature): BaseMapFeature {
  return {
    type: 'Feature',
    id,
    geometry,
    properties: { ...properties, id, class: facts.class, name: facts.name, source: facts.source },
  }
}

function toBaseFeature(row: BaseFeatureRow): BaseFeature {
  return {
    id: row.id,
    class: row.class as BaseFeature['class'],
    name: row.name,
    source: row.source,
    geometry: fromJson(row.geometry),
    properties: fromJson(row.properties),
  }
}
