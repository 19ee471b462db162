import { z } from 'zod'
import { compoundBatchAnswerSchema, reasonSchema } from './compound-edits.ts'
import { buildingSchema, compoundDetailSchema } from './compounds.ts'
import { polygonSchema } from './geometry.ts'

/** Values by field; `core/compound/building-edit.ts` says what each has to be. */
const factsSchema = z.record(z.string(), z.unknown())

/** Corrects, adds and removes buildings of one compound, all or nothing. `If-Match` carries the compound's version. */
export const buildingPatchSchema = z.strictObject({
  /** true: says what would happen and writes nothing; needs no `If-Match`. */
  dryRun: z.boolean().default(false),
  /** Must be there unless `dryRun`. */
  reason: reasonSchema.optional(),
  set: z.record(z.string(), factsSchema).default({}),
  add: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(100).optional(),
        footprint: polygonSchema.nullish(),
        facts: factsSchema,
      }),
    )
    .max(500, '一次最多新增 500 栋')
    .default([]),
  remove: z.array(z.string()).max(500).default([]),
})

const countSchema = z.object({
  buildings: z.number().int(),
  households: z.number().int(),
  floorArea: z.number(),
})

/** A compound by its buildings: what it counts, and the tier and check P2 that their years give it. */
export const buildingSumsSchema = z.object({
  count: countSchema,
  tier: z.enum(['A', 'B', 'none']),
  check: z.object({ verdict: z.enum(['pass', 'fail', 'unknown']), reason: z.string(), clause: z.string() }),
})

export const buildingPatchAnswerSchema = z.object({
  /** Every building as it stood and as it would stand or stands. */
  before: z.array(buildingSchema),
  after: z.array(buildingSchema),
  faults: z.array(
    z.object({
      building: z.string(),
      id: z.string(),
      field: z.string(),
      message: z.string(),
      value: z.unknown(),
    }),
  ),
  sums: z.object({ before: buildingSumsSchema, after: buildingSumsSchema.nullable() }),
  /** What moves in the plan; `changes` of its one row name building and field. */
  effect: compoundBatchAnswerSchema,
  /** As it stands after the write; null under `dryRun`. */
  compound: compoundDetailSchema.nullable(),
})

export type BuildingPatch = z.input<typeof buildingPatchSchema>
export type BuildingPatchAnswer = z.infer<typeof buildingPatchAnswerSchema>
export type BuildingSums = z.infer<typeof buildingSumsSchema>
export type WireBuilding = z.infer<typeof buildingSchema>
