import { z } from 'zod'
import { IMPORT_KINDS } from '../import/field.ts'
import { IMPORT_WISHES } from '../import/who-may.ts'

export const importKindSchema = z.enum(IMPORT_KINDS)
export const importWishSchema = z.enum(IMPORT_WISHES)

const planeSchema = z.tuple([z.number(), z.number()])

export const coordinateChoiceSchema = z.object({
  system: z.discriminatedUnion('type', [
    z.object({ type: z.literal('degrees'), datum: z.enum(['cgcs2000', 'wgs84', 'gcj02', 'bd09']) }),
    z.object({
      type: z.literal('gauss'),
      meridian: z.number().int().min(75).max(135).multipleOf(3),
      zoned: z.boolean(),
    }),
    z.object({
      type: z.literal('local'),
      model: z.enum(['similarity', 'affine']),
      /** easting and northing in m, of the file's system and of EPSG:4549 */
      points: z
        .array(z.object({ local: planeSchema, known: planeSchema }))
        .min(2)
        .max(4),
    }),
  ]),
  axes: z.enum(['x-east', 'x-north']),
})

export const importPlanSchema = z.object({
  parts: z
    .array(
      z.object({
        kind: importKindSchema,
        layer: z.string().max(200),
        /** heading by field id */
        mapping: z.record(z.string(), z.string().max(200)),
      }),
    )
    .min(1)
    .max(4),
  /** null: as the file says, or as its places tell */
  coordinates: coordinateChoiceSchema.nullable(),
  gone: z.enum(['keep', 'remove']),
})

const rowFaultSchema = z.object({
  layer: z.string(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  value: z.string(),
  expected: z.string(),
})

const kindCountSchema = z.object({
  kind: importKindSchema,
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  gone: z.number().int(),
})

export const importReportSchema = z.object({
  rows: z.number().int(),
  faultCount: z.number().int(),
  /** the first ones */
  faults: z.array(rowFaultSchema),
  choice: coordinateChoiceSchema.nullable(),
  kinds: z.array(kindCountSchema),
  touched: z.array(
    z.object({
      kind: importKindSchema,
      id: z.string(),
      row: z.number().int(),
      change: z.enum(['new', 'changed']),
      facts: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  ),
  goneIds: z.array(z.object({ kind: importKindSchema, id: z.string() })),
  notes: z.array(z.object({ text: z.string(), count: z.number().int() })),
  /** What an engineer should look at in the network; none of it keeps a record out. */
  repairs: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(['wells', 'pipes']),
      id: z.string(),
      position: planeSchema,
      text: z.string(),
    }),
  ),
  repairCount: z.number().int(),
})

export const importStateSchema = z.enum(['open', 'applied', 'undone', 'discarded'])

/** One import as a list shows it. */
export const importEntrySchema = z.object({
  id: z.string(),
  version: z.number().int(),
  wish: importWishSchema,
  fileName: z.string(),
  state: importStateSchema,
  author: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  kinds: z.array(kindCountSchema),
})

export const importListSchema = z.object({ items: z.array(importEntrySchema) })

/** An import that somebody works on. */
export const importViewSchema = importEntrySchema.extend({
  /** What the file holds; null once it is stored or thrown away, or where it cannot be read. */
  source: z
    .object({
      format: z.string(),
      layers: z.array(
        z.object({
          name: z.string(),
          columns: z.array(z.string()),
          headRow: z.number().int().nullable(),
          hasGeometry: z.boolean(),
          /** the first rows as text */
          sample: z.array(z.array(z.string())),
        }),
      ),
    })
    .nullable(),
  /** Why the file cannot be read, in Chinese. */
  unreadable: z.string().nullable(),
  plan: importPlanSchema.nullable(),
  /** Taken over from an earlier import with the same headings? */
  remembered: z.boolean(),
  /** Of the plan as it stands; null: not checked yet. */
  report: importReportSchema.nullable(),
  running: z.object({ step: z.enum(['checking', 'applying']), rows: z.number().int() }).nullable(),
  /** Why the last run came to nothing, in Chinese. */
  failure: z.string().nullable(),
})

/** Where the first places of a file would fall in a system. */
export const importPlacesSchema = z.object({
  places: z.array(planeSchema),
  /** null: all is well */
  problem: z.string().nullable(),
  choice: coordinateChoiceSchema.nullable(),
  /** Systems in which the data would fall on the district, the likelier first. */
  guesses: z.array(coordinateChoiceSchema),
  /** Rings of the district's outline, to see the places against. */
  outline: z.array(z.array(planeSchema)),
  /** Of the control points of a local system, m. */
  residuals: z.array(z.number()),
})

export type ImportView = z.infer<typeof importViewSchema>
export type ImportEntry = z.infer<typeof importEntrySchema>
export type ImportReport = z.infer<typeof importReportSchema>
export type ImportPlaces = z.infer<typeof importPlacesSchema>
export type WireImportPlan = z.infer<typeof importPlanSchema>
