import { z } from 'zod'

/** A fact a rule reads; null = not known yet. */
export const factValueSchema = z.union([
  z.number(),
  z.string().max(200),
  z.boolean(),
  z.null(),
  z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
])

const namesSchema = z.array(z.string().max(200)).max(50)
const reasonSchema = z.string().max(1000)

export const reviewEntrySchema = z.object({
  fact: factValueSchema.optional(),
  /** Typed points: win over the fact and ask for a reason. */
  points: z.number().optional(),
  reason: reasonSchema.optional(),
  evidence: namesSchema,
  reviewers: namesSchema,
  /** ISO date */
  on: z.string(),
})

const proof = { reason: reasonSchema, evidence: namesSchema, reviewers: namesSchema, on: z.string() }

export const reviewFindingSchema = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('builtYear'), found: z.number().int().min(1900).max(2100), ...proof }),
  z.object({ fact: z.literal('demolitionPlanned'), found: z.boolean(), ...proof }),
  z.object({
    fact: z.literal('consent'),
    found: z.object({ agree: z.number().int().min(0), total: z.number().int().min(1) }),
    ...proof,
  }),
])

const columnSchema = z.object({ tableId: z.string(), entries: z.record(z.string(), reviewEntrySchema) })

export const scoreReviewSchema = z.object({
  columns: z.object({
    self: columnSchema.optional(),
    township: columnSchema.optional(),
    recheck: columnSchema.optional(),
  }),
  findings: z.array(reviewFindingSchema),
  decisions: z.array(z.object({ on: z.string(), by: z.string(), reason: z.string() })),
})
