import { z } from 'zod'
import { TIE_IN_STATES } from '../tie-in/steps.ts'
import { WORK_GROUPS } from '../tie-in/work-list.ts'

const dateSchema = z.iso.date('应为日期,如 2024-06-30')
const noteSchema = z.string().trim().max(500)
const positionSchema = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** A well, or a pipe with the metres along it from its upper end. */
export const tieInTargetSchema = z.union([
  z.object({ wellId: z.string().min(1) }),
  z.object({ pipeId: z.string().min(1), station: z.number().min(0) }),
])

/** A 宜 rule set aside by the engineer, with the reason. */
export const overrideSchema = z.object({ code: z.string().min(1).max(40), reason: noteSchema.min(1) })

/** What people did with a point; who and when stand in its history. */
export const tieInWorkSchema = z.object({
  /** How a person placed it: at another place, on a target asked for, with a branch drawn by hand, or as proposed. */
  marking: z
    .object({ how: z.enum(['moved', 'forced', 'drawn', 'chosen']), note: z.string().nullable() })
    .optional(),
  overrides: z.array(overrideSchema).optional(),
  rejection: z.string().optional(),
  builtOn: dateSchema.optional(),
  survey: z
    .object({
      on: dateSchema,
      position: positionSchema,
      /** m */
      invert: z.number(),
      /** m from the confirmed point, in plan and in level */
      distance: z.number(),
      difference: z.number().nullable(),
      accepted: z.string().nullable(),
    })
    .optional(),
})

/** The steps behind the confirmation, and the way back. */
export const tieInStepSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('build'), builtOn: dateSchema.nullable(), note: noteSchema.optional() }),
  z.object({
    step: z.literal('verify'),
    survey: z
      .object({
        on: dateSchema,
        position: positionSchema,
        invert: z.number().min(-100).max(9000),
        /** Why a difference beyond the tolerance is accepted. */
        accepted: noteSchema.min(1).nullable(),
      })
      .nullable(),
    note: noteSchema.optional(),
  }),
  z.object({ step: z.literal('take_back'), note: noteSchema.optional() }),
])

export const commentRequestSchema = z.object({ text: z.string().trim().min(1, '请写下意见').max(1000) })

export const commentSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  author: z.string(),
  role: z.string(),
  at: z.string(),
  text: z.string(),
})

export const commentListSchema = z.object({ items: z.array(commentSchema), next: z.string().optional() })

/** Asks the centre for the tie-in of a compound. */
export const tieInRequestSchema = z.object({
  reason: noteSchema.min(1, '请写明申请理由'),
  wantedOn: dateSchema.nullable(),
})

/** Who of the centre takes it on; null gives it back. */
export const engineerSchema = z.object({ engineer: z.enum(['me']).nullable() })

/** One compound's tie-in as the desk of the centre lists it. */
export const workItemSchema = z.object({
  /** The compound's. */
  id: z.string(),
  compoundName: z.string(),
  subdistrict: z.object({ code: z.string(), name: z.string() }),
  group: z.enum(WORK_GROUPS),
  stale: z.boolean(),
  overdue: z.boolean(),
  /** 0 while nobody has asked for it or taken it on; goes along as `If-Match`. */
  version: z.number().int(),
  request: z
    .object({
      reason: z.string(),
      wantedOn: z.string().nullable(),
      by: z.string(),
      byId: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
  engineer: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The point that speaks for the compound; null where none is marked. */
  point: z
    .object({
      id: z.string(),
      version: z.number().int(),
      state: z.enum(TIE_IN_STATES),
      status: z.enum(['feasible', 'rejected']),
      wellId: z.string().nullable(),
      pipeId: z.string().nullable(),
      station: z.number().nullable(),
      byHand: z.boolean(),
    })
    .nullable(),
  position: positionSchema,
})

export const workListSchema = z.object({
  items: z.array(workItemSchema),
  /** Of all, whatever was asked for. */
  counts: z.object({
    ...(Object.fromEntries(WORK_GROUPS.map((group) => [group, z.number().int()])) as Record<
      (typeof WORK_GROUPS)[number],
      z.ZodNumber
    >),
    stale: z.number().int(),
    overdue: z.number().int(),
  }),
  next: z.string().optional(),
})

export type TieInWork = z.infer<typeof tieInWorkSchema>
export type TieInStepRequest = z.infer<typeof tieInStepSchema>
export type TieInComment = z.infer<typeof commentSchema>
export type CommentList = z.infer<typeof commentListSchema>
export type WorkItem = z.infer<typeof workItemSchema>
export type WorkList = z.infer<typeof workListSchema>
export type TieInRequest = z.infer<typeof tieInRequestSchema>
