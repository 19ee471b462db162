import { z } from 'zod'
import { ATTACHMENT_ENTITIES, ATTACHMENT_TYPES } from '../attachment/attachment.ts'

/** [longitude, latitude], degrees */
const positionSchema = z
  .array(z.number())
  .length(2)
  .refine(([lng = 999, lat = 999]) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90, '应为经度、纬度')

const note = z.string().trim().max(500, '最多 500 个字')

/** A photo or document of a record. */
export const attachmentSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  entity: z.enum(ATTACHMENT_ENTITIES),
  entityId: z.string(),
  compoundId: z.string(),
  name: z.string(),
  type: z.enum(ATTACHMENT_TYPES),
  /** bytes */
  size: z.number().int(),
  note: z.string(),
  /** Where it was taken, as somebody has confirmed. */
  position: positionSchema.nullable(),
  /** Is there a small picture of it? */
  thumbnail: z.boolean(),
  uploadedBy: z.string(),
  uploadedAt: z.string(),
})

/** What came of an upload: besides the record the place the photo told before that was taken out of it. */
export const uploadAnswerSchema = z.object({
  attachment: attachmentSchema,
  /** Offered once; kept only when somebody says so. */
  offeredPosition: positionSchema.nullable(),
})

export const attachmentListSchema = z.object({
  items: z.array(attachmentSchema),
  next: z.string().optional(),
})

export const attachmentChangeSchema = z
  .object({ note: note.optional(), position: positionSchema.nullable().optional() })
  .refine((change) => change.note !== undefined || change.position !== undefined, '没有要改的内容')

/** Which record attachments belong to. */
export const attachmentOfSchema = z.object({
  entity: z.enum(ATTACHMENT_ENTITIES),
  entityId: z.string().min(1).max(200),
})

export const uploadQuerySchema = attachmentOfSchema.extend({
  name: z.string().min(1).max(1000),
  note: note.optional(),
})

export type Attachment = z.infer<typeof attachmentSchema>
export type AttachmentList = z.infer<typeof attachmentListSchema>
export type AttachmentChange = z.infer<typeof attachmentChangeSchema>
export type AttachmentOf = z.infer<typeof attachmentOfSchema>
export type UploadAnswer = z.infer<typeof uploadAnswerSchema>
