import { z } from 'zod'
import { verdictSchema } from './compounds.ts'

const count = z.number().int().min(0).max(1_000_000)

export const channelSchema = z.enum(['visit', 'desk', 'official_account', 'group', 'paper', 'other'])
export const choiceSchema = z.enum(['agree', 'disagree', 'abstain', 'unanswered'])

const channelCountsSchema = z.object({
  agree: count,
  disagree: count.default(0),
  abstain: count.default(0),
})

/** null: hidden, for it could point at a household */
const toldCount = z.number().int().nullable()

const gateSchema = z.object({
  id: z.enum(['K1', 'K2', 'K3', 'K4']),
  verdict: verdictSchema,
  part: z.number().int().nullable(),
  whole: z.number().int().nullable(),
  needed: z.number().int().nullable(),
  missing: z.number().int().nullable(),
  clause: z.string(),
  /** 省级要求 */
  provincial: z.boolean(),
})

/** What is known of a compound's consent. Counts of 1 to 4 are hidden from everybody but who collects them. */
export const consentSchema = z.object({
  compoundId: z.string(),
  /** of the compound: goes along as `If-Match` */
  version: z.number().int(),
  households: z.number().int(),
  /** null while nothing has been counted */
  counts: z
    .object({
      agree: z.number().int(),
      disagree: toldCount,
      abstain: toldCount,
      unanswered: toldCount,
      total: z.number().int(),
    })
    .nullable(),
  /** `counts` as reported by the 镇街, or counted from single ballots */
  basis: z.enum(['counts', 'ballots']),
  /** null while the channels are not known */
  channels: z
    .array(z.object({ channel: channelSchema, agree: toldCount, disagree: toldCount, abstain: toldCount }))
    .nullable(),
  consulted: z.number().int().nullable(),
  schemeAgree: z.number().int().nullable(),
  satisfaction: z
    .object({
      issued: z.number().int(),
      returned: z.number().int(),
      valid: z.number().int(),
      satisfied: z.number().int(),
    })
    .nullable(),
  gates: z.array(gateSchema),
  /** Are small counts hidden from the asker? */
  hidden: z.boolean(),
  /** Behind a write: the number by which it can be taken back. */
  entry: z.number().int().optional(),
})

/** Takes an entry back (false) or lets it count again. */
export const consentEntrySchema = z.strictObject({ inForce: z.boolean() })

export const consentRequestSchema = z.strictObject({
  agree: count,
  total: count,
  disagree: count.optional(),
  abstain: count.optional(),
  channels: z.partialRecord(channelSchema, channelCountsSchema).optional(),
  /** K2, households asked before the scheme was made; kept as it is when left out */
  consulted: count.nullable().optional(),
  /** K3, households for the scheme; kept as it is when left out */
  schemeAgree: count.nullable().optional(),
  /** Counts take the place of single ballots only when this says so. */
  replace: z.boolean().default(false),
})

export const ballotsRequestSchema = z.strictObject({
  ballots: z
    .array(
      z.strictObject({
        household: z.string(),
        choice: choiceSchema,
        channel: channelSchema,
        collectedOn: z.iso.date(),
      }),
    )
    .min(1)
    .max(10_000),
  /** Single ballots take the place of reported counts only when this says so. */
  replace: z.boolean().default(false),
})

export const satisfactionRequestSchema = z.strictObject({
  issued: count,
  returned: count,
  valid: count,
  satisfied: count,
})

export type ConsentAnswer = z.infer<typeof consentSchema>
export type ConsentRequest = z.input<typeof consentRequestSchema>
export type BallotsRequest = z.input<typeof ballotsRequestSchema>
/** The requests once read, defaults filled in. */
export type ReadConsent = z.output<typeof consentRequestSchema>
export type ReadBallots = z.output<typeof ballotsRequestSchema>
export type SatisfactionRequest = z.infer<typeof satisfactionRequestSchema>
