import { z } from 'zod'
import { roleSchema } from './accounts.ts'

/** What somebody has open in one tab; null: nothing, or the tab is gone. */
export const presenceReportSchema = z.object({
  /** Made up by the tab, so that each is told apart. */
  tab: z.string().regex(/^[\w-]{8,64}$/, '应为 8–64 个字母或数字'),
  compoundId: z.string().max(64).nullable(),
  connectionId: z.string().max(200).nullable(),
})

/** Somebody at work, and on what. */
export const presenceSchema = z.object({
  accountId: z.string(),
  name: z.string(),
  role: roleSchema,
  compoundId: z.string(),
  connectionId: z.string().nullable(),
  /** Since when, ISO */
  since: z.string(),
})

export const presenceListSchema = z.object({ items: z.array(presenceSchema) })

export type PresenceReport = z.infer<typeof presenceReportSchema>
export type Presence = z.infer<typeof presenceSchema>
