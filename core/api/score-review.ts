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

/** What a person hands in; the server dates it. */
const writtenEntrySchema = reviewEntrySchema.omit({ on: true }).extend({
  evidence: namesSchema.default([]),
  reviewers: namesSchema.default([]),
})

/** One column as a whole: criteria left out are not filled in. */
export const reviewColumnBodySchema = z.object({
  entries: z.record(z.string(), writtenEntrySchema),
  /** Of the re-check: what it found of the facts eligibility rests on. Absent: as they are. */
  findings: z.array(reviewFindingSchema).max(20).optional(),
  /** Of the township: are all documents attached? */
  evidenceComplete: z.boolean().optional(),
  /** Of the township: hands the sheet to the bureau (镇街上报). */
  submit: z.boolean().optional(),
})

export const reopenBodySchema = z.object({
  reason: z.string().trim().min(1, '请写明重新开启的理由').max(1000),
})

/** A compound's sheet with all that scoring it needs; `version` is the compound's. */
export const reviewAnswerSchema = z.object({
  compoundId: z.string(),
  name: z.string(),
  version: z.number().int(),
  year: z.number().int(),
  subdistrictCode: z.string(),
  /** The sheet in force for the year. */
  tableId: z.string(),
  sheet: z
    .object({
      evidenceComplete: z.boolean().nullable(),
      submittedOn: z.string().nullable(),
      /** Locked since; null = open */
      recheckedOn: z.string().nullable(),
      review: scoreReviewSchema,
    })
    .nullable(),
  /** The metrics the register itself supplies. */
  register: z.object({
    builtYear: z.number().nullable(),
    consentPermille: z.object({ numerator: z.number(), denominator: z.number() }).nullable(),
  }),
})

export type ReviewAnswer = z.infer<typeof reviewAnswerSchema>
export type ReviewColumnBody = z.input<typeof reviewColumnBodySchema>
