import type { Geometry } from 'geojson'
import type { Cell } from '#core/import/cell.ts'
import type { CoordinateSystem } from '#core/import/coordinate-system.ts'
import type { ImportField } from '#core/import/field.ts'

/** One row of a table or one feature of a layer, as it stands in the file. */
export interface SourceRow {
  /** As the file counts it: a spreadsheet's row, a text file's record, a layer's feature; from 1. */
  readonly row: number
  cell(index: number): Cell
  /** In the file's own coordinates; null in a plain table. */
  readonly geometry: Geometry | null
}

/** One table of a file. Rows are read as they are asked for, never all at once. */
export interface SourceLayer {
  /** '' in a file that has one table only. */
  readonly name: string
  readonly columns: readonly string[]
  /** Row of the headings; null where the format has names of its own. */
  readonly headRow: number | null
  readonly hasGeometry: boolean
  /** Where the file itself names its system. */
  readonly system: CoordinateSystem | null
  /** Rows in portions; can be read again from the start. @throws {UnreadableFile} */
  rows(signal?: AbortSignal): AsyncIterable<readonly SourceRow[]>
}

export type SourceFormat = 'xlsx' | 'csv' | 'geojson' | 'shp' | 'gpkg' | 'dxf' | 'fgb' | 'inp'

/** A file that has been opened. */
export interface Source {
  readonly format: SourceFormat
  readonly layers: readonly SourceLayer[]
  close(): Promise<void>
}

/** What to know before a file is opened. */
export interface SourceRequest {
  /** Where it lies. */
  readonly path: string
  /** As the person calls it; its ending counts. */
  readonly name: string
  /** Columns that are looked for, so that the row of headings can be told from a title above it. */
  readonly fields: readonly ImportField[]
}

/** A file that cannot be read, or is refused. The message is Chinese: what is wrong, what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'

  constructor(
    message: string,
    /** Where in the file, as far as it is known. */
    readonly place: { readonly layer?: string; readonly row?: number } = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Columns beyond this many are no table that anybody fills in. */
export const MOST_COLUMNS = 1_000

/** Rows handed on at once. */
export const PORTION = 500

/** Rows looked at to find the headings. */
export const HEAD_SEARCH = 20
