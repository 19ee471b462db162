import { z } from 'zod'
import { compoundDetailSchema, eligibilitySchema } from './compounds.ts'

export const reasonSchema = z.string().trim().min(2, '请写明修改原因,至少两个字').max(500, '最多 500 个字')

/** New values by fact; `core/compound/fact-faults.ts` says what each has to be. */
const setSchema = z.record(z.string(), z.unknown())

/** Corrects facts of one compound. `If-Match` carries the version they were read at. */
export const compoundPatchSchema = z.object({ set: setSchema, reason: reasonSchema })

/** Corrections of many compounds at once: all of them or none. */
export const compoundBatchSchema = z.object({
  /** true: says what would happen and writes nothing. */
  dryRun: z.boolean().default(false),
  /** Must be there unless `dryRun`. */
  reason: reasonSchema.optional(),
  edits: z
    .array(z.object({ id: z.string(), version: z.number().int(), set: setSchema }))
    .min(1, '至少一个小区')
    .max(5000, '一次最多 5000 个小区'),
})

export const factChangeSchema = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })

/** Where a compound stands in the programme. Money integer 元. */
export const standingSchema = z.object({
  eligibility: eligibilitySchema,
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  selected: z.boolean(),
  cost: z.number().int(),
})

const planTotalsSchema = z.object({
  compounds: z.number().int(),
  households: z.number().int(),
  cost: z.number().int(),
  remaining: z.number().int(),
})

export const compoundBatchAnswerSchema = z.object({
  /** false under `dryRun` */
  applied: z.boolean(),
  /** One for each edit, in their order. */
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** As it stands now; after a write the new one. */
      version: z.number().int(),
      /** Somebody else has changed the record since the version of the edit. */
      stale: z.boolean(),
      changes: z.array(factChangeSchema),
      faults: z.array(z.object({ field: z.string(), message: z.string(), value: z.unknown() })),
      before: standingSchema,
      /** null where the edit has faults. */
      after: standingSchema.nullable(),
    }),
  ),
  /** Compounds nobody edits that enter or leave the plan by it. */
  others: z.array(
    z.object({ id: z.string(), name: z.string(), before: standingSchema, after: standingSchema }),
  ),
  totals: z.object({ before: planTotalsSchema, after: planTotalsSchema }),
})

export const compoundPatchAnswerSchema = z.object({
  compound: compoundDetailSchema,
  /** What was written; empty where nothing differed. */
  changes: z.array(factChangeSchema),
})

export type CompoundPatch = z.infer<typeof compoundPatchSchema>
export type CompoundPatchAnswer = z.infer<typeof compoundPatchAnswerSchema>
export type CompoundBatch = z.input<typeof compoundBatchSchema>
export type CompoundBatchAnswer = z.infer<typeof compoundBatchAnswerSchema>
export type CompoundBatchRow = CompoundBatchAnswer['rows'][number]
export type WireStanding = z.infer<typeof standingSchema>
