import { z } from 'zod'

/** What a person records of a decision between compounds equal in every key (DOMAIN §3.5). */
export const tieDecisionRequestSchema = z.object({
  /** Ids of all that are tied, the first in front. */
  order: z.array(z.string().min(1).max(64)).min(2, '至少要有两个并列的小区').max(200, '最多 200 个小区'),
  decidedBy: z.string().trim().min(1, '请填写审定单位,例如领导小组').max(60, '审定单位最多 60 个字'),
  meeting: z.string().trim().min(1, '请填写会议名称').max(100, '会议名称最多 100 个字'),
  on: z.iso.date('应为会议日期,例如 2024-01-15'),
  documentNumber: z.string().trim().max(60, '纪要文号最多 60 个字').nullable(),
  reason: z.string().trim().min(1, '请写明排序理由').max(500, '排序理由最多 500 个字'),
})

/** As the ranking reads it. */
export const tieDecisionFactsSchema = tieDecisionRequestSchema.extend({ id: z.string() })

export const tieDecisionSchema = tieDecisionFactsSchema.extend({
  version: z.number().int(),
  year: z.number().int(),
  /** Who recorded it last. */
  author: z.string(),
  updatedAt: z.string(),
  /** Does it order anybody in the ranking as it stands? */
  inForce: z.boolean(),
})

export const tieDecisionListSchema = z.object({
  items: z.array(tieDecisionSchema),
  next: z.string().optional(),
})

export type TieDecisionRequest = z.infer<typeof tieDecisionRequestSchema>
export type TieDecisionRecord = z.infer<typeof tieDecisionSchema>
export type TieDecisionList = z.infer<typeof tieDecisionListSchema>
