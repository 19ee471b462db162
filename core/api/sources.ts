import { z } from 'zod'

/** Where one data file that ships comes from. */
export const dataSourceSchema = z.object({
  file: z.string(),
  title: z.string(),
  source: z.string(),
  /** ISO date, or what is known of it */
  date: z.string(),
  licence: z.string(),
  /** Coordinate system; null where the file has no coordinates */
  crs: z.string().nullable(),
  /** official | real | demo | suggested … as the file's own list says */
  kind: z.string(),
  note: z.string().optional(),
})

export const dataSourceListSchema = z.object({ items: z.array(dataSourceSchema) })

export type DataSource = z.infer<typeof dataSourceSchema>
