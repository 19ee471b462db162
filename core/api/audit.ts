import { z } from 'zod'

/** One row of the audit log. `before` and `after` hold what changed; null where there was nothing. */
export const auditRecordSchema = z.object({
  sequence: z.number().int(),
  at: z.string(),
  actor: z.object({
    id: z.string().nullable(),
    username: z.string(),
    name: z.string(),
    role: z.string(),
  }),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  request: z.string().nullable(),
  /** SHA-256 over this row and the one before. */
  hash: z.string(),
})

export const auditListSchema = z.object({ items: z.array(auditRecordSchema), next: z.string().optional() })

export type AuditItem = z.infer<typeof auditRecordSchema>
export type AuditList = z.infer<typeof auditListSchema>
