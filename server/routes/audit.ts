import { createRoute, z } from '@hono/zod-openapi'
import { ABILITIES, isOwnArea, may } from '#core/access/roles.ts'
import { auditListSchema } from '#core/api/audit.ts'
import { withoutHouseholds } from '../compute/public-audit.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Actor } from '../middleware/require-role.ts'
import { readAuditTrail } from '../store/audit-trail.ts'
import type { AuditRecord } from '../store/audit-trail.ts'
import { readCompound } from '../store/compounds.ts'
import type { Parts } from '../parts.ts'
import { answering, createApiApp } from './api-app.ts'
import { encodeCursor, pageSchema } from './query.ts'

/** Records whose history people of the desk may read; accounts, households and sign-ins stay with the auditor. */
const RECORD_KINDS = [
  'compound',
  'score_review',
  'connection',
  'tie_in_order',
  'programme',
  'scenario',
  'scoring_table',
  'plan',
] as const

/** A day covers all of itself. */
const timeSchema = (end: boolean) =>
  z
    .string()
    .transform((text, context) => {
      const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
      const time = new Date(day ? `${text}T${end ? '23:59:59.999' : '00:00:00'}+08:00` : text)
      if (!Number.isNaN(time.getTime())) return time.toISOString()
      context.addIssue({ code: 'custom', message: '应为日期或 ISO 8601 时间', input: text })
      return z.NEVER
    })
    .optional()
    .openapi({ type: 'string', example: '2024-05-01', description: '日期(北京时间整日)或 ISO 8601 时间' })

const auditRoute = createRoute({
  ...requireRole(...ABILITIES.audit),
  method: 'get',
  path: '/api/audit',
  summary: '审计日志:何人何时把什么从何改为何、为何,新的在前',
  tags: ['审计'],
  request: {
    query: pageSchema.extend({
      entity: z.string().max(60).optional().openapi({ description: '记录种类,如 compound' }),
      entityId: z.string().max(200).optional().openapi({ description: '记录编号' }),
      actor: z.string().max(64).optional().openapi({ description: '用户名' }),
      from: timeSchema(false),
      to: timeSchema(true),
    }),
  },
  responses: answering('审计记录', auditListSchema),
})

const historyRoute = createRoute({
  ...requireRole(...ABILITIES.history),
  method: 'get',
  path: '/api/history/{entity}/{entityId}',
  summary: '一条记录的修改历史,新的在前',
  tags: ['审计'],
  request: {
    params: z.object({ entity: z.enum(RECORD_KINDS), entityId: z.string().max(200) }),
    query: pageSchema,
  },
  responses: answering('审计记录', auditListSchema),
})

export function auditRoutes({ store }: Parts) {
  const page = async (
    wish: Omit<Parameters<typeof readAuditTrail>[1], 'before'>,
    cursor: string | undefined,
    shown: (record: AuditRecord) => AuditRecord,
  ) => {
    const before = cursor === undefined ? {} : { before: Number(cursor) }
    const rows = await readAuditTrail(store, { ...wish, ...before, limit: wish.limit + 1 })
    const items = rows.slice(0, wish.limit).map(shown)
    const last = items.at(-1)
    const more = rows.length > wish.limit && last !== undefined
    return { items, ...(more ? { next: encodeCursor(String(last.sequence)) } : {}) }
  }

  /** Household level is for those who collect it, 镇街 in its own area. */
  async function collects(actor: Actor, entity: string, entityId: string): Promise<boolean> {
    if (!may(actor.role, 'household')) return false
    if (actor.role !== 'subdistrict' || entity !== 'compound') return true
    const compound = await readCompound(store, entityId)
    return compound !== null && isOwnArea(actor, compound.subdistrictCode)
  }

  return createApiApp()
    .openapi(auditRoute, async (context) => {
      const { cursor, ...wish } = context.req.valid('query')
      return context.json(await page(wish, cursor, withoutHouseholds), 200, { 'cache-control': 'no-store' })
    })
    .openapi(historyRoute, async (context) => {
      const { cursor, limit } = context.req.valid('query')
      const { entity, entityId } = context.req.valid('param')
      const whole = await collects(context.var.actor, entity, entityId)
      const shown = whole ? (record: AuditRecord) => record : withoutHouseholds
      return context.json(await page({ entity, entityId, limit }, cursor, shown), 200, {
        'cache-control': 'no-store',
      })
    })
}
