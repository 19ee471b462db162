import type { Feature, Geometry } from 'geojson'
import { boxOf, boxRow } from './box-of.ts'
import { chunksForInsert } from './chunks.ts'
import { fromJson, toJson } from './json-column.ts'
import type { Session } from './store.ts'
import type { BaseFeatureRow } from './tables.ts'

/** What lies under the data: outline, sea, rivers, parks, streets, blocks. */
export interface BaseFeature {
  readonly id: string
  readonly class: string
  readonly name: string | null
  readonly source: string
  readonly geometry: Exclude<Geometry, { type: 'GeometryCollection' }>
  /** Everything else the file says of it. */
  readonly properties: Readonly<Record<string, unknown>>
}

export async function readBaseFeatures({ db }: Session): Promise<BaseFeature[]> {
  const rows = await db.selectFrom('base_features').selectAll().orderBy('key').execute()
  return rows.map(toBaseFeature)
}

export async function insertBaseFeatures({ db }: Session, features: readonly BaseFeature[]): Promise<void> {
  const rows = features.map((feature) => ({
    ...boxRow(boxOf(feature.geometry)),
    id: feature.id,
    class: feature.class,
    name: feature.name,
    source: feature.source,
    geometry: toJson(feature.geometry),
    properties: toJson(feature.properties),
  }))
  for (const chunk of chunksForInsert(rows)) await db.insertInto('base_features').values(chunk).execute()
}

/** As the map takes it. */
export function baseFeatureToGeoJson({ id, geometry, properties, ...facts }: BaseFeature): Feature {
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
    class: row.class,
    name: row.name,
    source: row.source,
    geometry: fromJson(row.geometry),
    properties: fromJson(row.properties),
  }
}
