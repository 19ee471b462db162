import { z } from 'zod'
import { OUTPUT_SYSTEMS } from '../geo/reference-systems.ts'

/** Layers that are handed out as files. */
export const EXPORT_LAYERS = ['compounds', 'buildings', 'pipes', 'wells', 'connections', 'branches'] as const

/** Ends of the file's name. `zip` is a zipped shapefile. */
export const EXPORT_FORMATS = ['geojson', 'gpkg', 'dxf', 'zip', 'csv', 'xlsx'] as const

/** One request may name this many records; more are better asked for by place or as a whole. */
const MOST_IDS = 20_000

export const exportWishSchema = z.object({
  year: z.number().int().optional(),
  /** Fields, in their order; absent: all that a table of this kind usually has. */
  columns: z.array(z.string()).min(1).max(100).optional(),
  crs: z.enum(OUTPUT_SYSTEMS).optional(),
  /** Of the texts of a shapefile or a table. */
  encoding: z.enum(['utf-8', 'gbk']).optional(),
  /** West, south, east, north in degrees. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  /** Only what belongs to these compounds. */
  compoundIds: z.array(z.string()).max(MOST_IDS, `一次最多 ${MOST_IDS} 个小区`).optional(),
})

export const exportFieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  /** Chosen unless somebody chooses otherwise. */
  usual: z.boolean(),
})

export const exportLayersSchema = z.object({
  layers: z.array(
    z.object({
      id: z.enum(EXPORT_LAYERS),
      title: z.string(),
      count: z.number().int(),
      demo: z.boolean(),
      /** Can it be narrowed to compounds? */
      ofCompounds: z.boolean(),
      fields: z.array(exportFieldSchema),
    }),
  ),
})

export type ExportLayerId = (typeof EXPORT_LAYERS)[number]
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export type ExportWish = z.infer<typeof exportWishSchema>
export type ExportLayers = z.infer<typeof exportLayersSchema>
