import type { Feature } from 'geojson'
import type { PlainGeometry } from '#core/geo/box-touch.ts'
import type { Parts } from '../parts.ts'
import type { Box } from '../store/dialect.ts'

/** One property of a layer's features. */
export interface LayerField {
  /** As GeoJSON, GeoPackage and the address of a filter write it. */
  readonly name: string
  /** Chinese, for heads of tables and for pages. */
  readonly label: string
  readonly type: 'text' | 'integer' | 'number' | 'flag'
  readonly unit?: string
  /** At most ten letters, for DBF; `name` where it is that short. */
  readonly short?: string
  /** Codes in Chinese, for people's tables. */
  readonly words?: Readonly<Record<string, string>>
  /** May features be asked for by its value? */
  readonly filter?: true
  /** In files of those who export, not in the open service. */
  readonly filesOnly?: true
  /** In files of planners alone: the whole dossier, names of reviewers in it. */
  readonly restricted?: true
}

export type FieldValue = string | number | boolean | null

export interface LayerFeature extends Feature<PlainGeometry, Record<string, FieldValue>> {
  readonly id: string
}

/** Which features; each condition narrows further. */
export interface LayerQuery {
  /** Where; any of these boxes (a box over the antimeridian is two). null: everywhere */
  readonly area: Area | null
  /** Values of `filter` fields, already of their type. */
  readonly equal: Readonly<Record<string, string | number | boolean>>
  /** Standing by the end of this year; of unknown year counts as standing. null: at any time */
  readonly builtBy: number | null
  /** A field that has to be one of these; null: no such condition */
  readonly among: { readonly field: 'id' | 'compoundId'; readonly values: ReadonlySet<string> } | null
}

/** A place that a geometry may touch: boxes in degrees find candidates, `touches` decides. */
export interface Area {
  readonly boxes: readonly Box[]
  /** What lies wholly in one of these touches for sure. */
  readonly inner: readonly Box[]
  touches(geometry: PlainGeometry): boolean
}

/** Features after (or before) one of the same query; keys grow along the layer. */
export interface PageWish {
  readonly limit: number
  readonly after?: number
  readonly before?: number
}

export interface KeyedFeature {
  /** Place in the layer's order. */
  readonly key: number
  readonly feature: LayerFeature
}

/** Reads one layer; a page at a time, so that no layer has to fit into memory. */
export interface LayerReader {
  count(query: LayerQuery): Promise<number>
  /** In the order of the layer, also where asked backwards. */
  page(query: LayerQuery, wish: PageWish): Promise<readonly KeyedFeature[]>
  one(id: string): Promise<LayerFeature | null>
  /** Around everything; null while empty. */
  bounds(): Promise<Box | null>
}

/** What of the service a layer is read from. */
export type LayerSources = Pick<Parts, 'derived' | 'drainageRules' | 'evaluations' | 'store'>

/** One layer as others' GIS and files take it. */
export interface Layer {
  readonly id: string
  readonly title: string
  readonly description: string
  /** The kind a file of one kind takes; null where features differ and go into no such file. */
  readonly geometry: 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon' | null
  readonly fields: readonly LayerField[]
  /** Field that names the year a feature stands since; null where nothing is known of time. */
  readonly yearField: string | null
  open(sources: LayerSources, year: number): LayerReader
}

export const EVERYTHING: LayerQuery = { area: null, equal: {}, builtBy: null, among: null }
