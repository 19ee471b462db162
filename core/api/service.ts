import { z } from 'zod'

export const healthSchema = z.object({ status: z.literal('ok'), version: z.string(), store: z.string() })

/** RFC 9457 problem details; `title` in Chinese says what happened, `detail` what stayed and what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z
    .array(z.object({ field: z.string(), message: z.string(), value: z.unknown().optional() }))
    .optional(),
  /** With 409: every guard that does not hold, with its clause. */
  unmet: z
    .array(z.object({ guard: z.string(), clause: z.string(), message: z.string() }))
    .readonly()
    .optional(),
  /** With 412: the record as it now stands. */
  current: z.unknown().optional(),
})

/** An optional base map under the data. */
export const baseMapSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(['raster', 'vector']),
  url: z.string(),
  /** Tiles with names and lines to lay over `url`, e.g. 天地图's 注记. */
  labelsUrl: z.string().optional(),
  attribution: z.string(),
  /** `gcj02` tiles are shifted back before they are drawn. */
  crs: z.enum(['wgs84', 'gcj02']),
  maxZoom: z.number().optional(),
})

/** What the page has to know before it draws. */
export const settingsSchema = z.object({
  version: z.string(),
  dataVersion: z.string(),
  demo: z.boolean(),
  years: z.array(z.number().int()),
  defaultYear: z.number().int(),
  /** [west, south, east, north] of the compounds, the first view */
  bounds: z.array(z.number()).length(4),
  baseMaps: z.array(baseMapSchema),
  /** 审图号 of the map shown, if the district has one */
  mapApprovalNumber: z.string().nullable(),
  subdistricts: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Longest file taken as an attachment, bytes. */
  attachmentMaxBytes: z.number().int(),
  /** Notes that belong on screen, e.g. 暴雨强度公式未核定. */
  unconfirmed: z.array(z.object({ key: z.string(), label: z.string() })),
})

export const searchAnswerSchema = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['compound', 'street', 'river', 'well', 'subdistrict', 'community']),
      id: z.string(),
      label: z.string(),
      detail: z.string(),
      /** null where nobody has published a position */
      position: z.array(z.number()).length(2).nullable(),
      bounds: z.array(z.number()).length(4).nullable(),
    }),
  ),
})

export type Problem = z.infer<typeof problemSchema>
export type Settings = z.infer<typeof settingsSchema>
export type BaseMap = z.infer<typeof baseMapSchema>
export type SearchAnswer = z.infer<typeof searchAnswerSchema>
