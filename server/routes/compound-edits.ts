import { createRoute, z } from '@hono/zod-openapi'
import {
  compoundBatchAnswerSchema,
  compoundBatchSchema,
  compoundPatchAnswerSchema,
  compoundPatchSchema,
} from '#core/api/compound-edits.ts'
import { factsOf } from '#core/compound/facts.ts'
import { compoundDetail } from '../compute/compound-view.ts'
import {
  factContext,
  planEdit,
  previewEdits,
  type CompoundEdit,
  type PlannedEdit,
} from '../compute/compound-edits.ts'
import type { YearEvaluation } from '../compute/evaluations.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireOwnArea, requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { recordAudit } from '../store/audit.ts'
import { readCompoundRecords, updateFacts, type StoredCompound } from '../store/compounds.ts'
import { readSubdistricts } from '../store/places.ts'
import type { Session } from '../store/session.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const yearQuery = z.object({ year: yearSchema.optional() })

const patchRoute = createRoute({
  ...requireRole('planner', 'subdistrict'),
  method: 'patch',
  path: '/api/compounds/{id}',
  summary: '修改一个小区的台账事实',
  description:
    '须带 If-Match: "<version>";他人已改时答 412 和现有记录。镇街只能修改本辖区,且不能修改镇街归属、区界、保障性维护和造价。',
  tags: ['小区'],
  request: {
    params: z.object({ id: z.string().openapi({ description: '小区编号' }) }),
    query: yearQuery,
    body: { required: true, content: { 'application/json': { schema: compoundPatchSchema } } },
  },
  responses: answeringOne('修改后的小区和改动的项目', compoundPatchAnswerSchema),
})

const batchRoute = createRoute({
  ...requireRole('planner', 'subdistrict'),
  method: 'post',
  path: '/api/compounds/batch',
  summary: '修改多个小区:全部成功或全部不改;dryRun 只预览',
  description: '预览逐项给出修改前后、问题,以及资格、名次、入选的变化,包括因此进出计划的其他小区。',
  tags: ['小区'],
  request: {
    query: yearQuery,
    body: { required: true, content: { 'application/json': { schema: compoundBatchSchema } } },
  },
  responses: answering('逐个小区的结果', compoundBatchAnswerSchema),
})

export function compoundEditRoutes({ store, evaluations }: Parts) {
  const evaluated = async (year: number | undefined): Promise<YearEvaluation> =>
    evaluationOf(evaluations, await planYear(evaluations, year))

  /** Each edit beside its record. @throws ProblemError 404, 403 */
  async function plan(
    session: Session,
    edits: readonly CompoundEdit[],
    actor: Actor,
    year: number,
  ): Promise<PlannedEdit[]> {
    const records = await readCompoundRecords(
      session,
      edits.map(({ id }) => id),
    )
    const places = new Map((await readSubdistricts(session)).map(({ code, name }) => [code, name]))
    const context = factContext(actor.role, year, places)
    return edits.map((edit) => {
      const current = records.get(edit.id)
      if (current === undefined) throw notFound(`没有编号为 ${edit.id} 的小区`)
      requireOwnArea(actor, current.subdistrictCode)
      return planEdit(current, edit, context)
    })
  }

  /** All of them or none: a stale or faulty one rolls the whole transaction back. */
  async function apply(
    edits: readonly CompoundEdit[],
    actor: Actor,
    year: number,
    reason: string,
  ): Promise<PlannedEdit[]> {
    return store.write(async (session) => {
      const planned = await plan(session, edits, actor, year)
      refuseOutdated(planned, edits)
      refuseFaults(planned)
      const written: PlannedEdit[] = []
      for (const edit of planned) written.push(await writeEdit(session, edit, actor, reason))
      return written
    })
  }

  return createApiApp()
    .openapi(patchRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { set, reason } = context.req.valid('json')
      const { actor } = context.var
      const version = expectedVersion(context)
      const { year } = (await evaluated(context.req.valid('query').year)).evaluation
      const [edit] = await apply([{ id, version, set }], actor, year, reason)
      const compound = compoundDetail(await evaluated(year), id)
      if (compound === null) throw notFound(`没有编号为 ${id} 的小区`)
      const changes = (edit?.changes ?? []).map((change) => ({ ...change }))
      return context.json({ compound, changes }, 200, NOT_KEPT)
    })
    .openapi(batchRoute, async (context) => {
      const { edits, dryRun, reason } = context.req.valid('json')
      const { actor } = context.var
      refuseTwice(edits)
      const before = await evaluated(context.req.valid('query').year)
      const { year } = before.evaluation
      if (dryRun)
        return context.json(previewEdits(before, await plan(store, edits, actor, year)), 200, NOT_KEPT)
      if (reason === undefined) throw fieldFault('reason', '请写明修改原因,至少两个字', undefined)
      const written = await apply(edits, actor, year, reason)
      const answer = previewEdits(before, written)
      const rows = answer.rows.map((row, at) => ({
        ...row,
        version: written[at]?.next.version ?? row.version,
      }))
      return context.json({ ...answer, applied: true, rows }, 200, NOT_KEPT)
    })
}

const NOT_KEPT = { 'cache-control': 'no-store' }

async function writeEdit(
  session: Session,
  edit: PlannedEdit,
  actor: Actor,
  reason: string,
): Promise<PlannedEdit> {
  if (edit.changes.length === 0) return edit
  const next = await updateFacts(session, edit.next)
  await recordAudit(session, {
    actor,
    action: 'update',
    entity: 'compound',
    entityId: next.id,
    before: Object.fromEntries(edit.changes.map(({ field, before }) => [field, before])),
    after: Object.fromEntries(edit.changes.map(({ field, after }) => [field, after])),
    reason,
  })
  return { ...edit, next }
}

/** 412 with what stands there now: the one record, or every record that has moved on. */
function refuseOutdated(planned: readonly PlannedEdit[], edits: readonly CompoundEdit[]): void {
  const [only] = planned
  if (planned.length === 1 && only !== undefined) {
    refuseStale(edits[0]?.version ?? only.current.version, recordOf(only.current))
    return
  }
  const moved = planned.filter(({ stale }) => stale).map(({ current }) => current)
  if (moved.length === 0) return
  throw new ProblemError(412, {
    detail: `${moved.map(({ name }) => name).join('、')} 已被他人修改。本次修改一项都没有保存,对方的修改也没有改动;请对照后重新提交`,
    current: moved.map(recordOf),
  })
}

function recordOf(compound: StoredCompound) {
  return { id: compound.id, name: compound.name, version: compound.version, facts: factsOf(compound) }
}

function refuseFaults(planned: readonly PlannedEdit[]): void {
  const many = planned.length > 1
  const errors = planned.flatMap(({ current, faults }) =>
    faults.map(({ field, value, expected }) => ({
      field: many ? `${current.id}.${field}` : field,
      message: expected,
      value,
    })),
  )
  if (errors.length === 0) return
  throw new ProblemError(400, {
    detail: `${errors.map(({ field, message }) => `${field}:${message}`).join(';')}。一项都没有保存`,
    errors,
  })
}

/** Two edits of one record in one request cannot both be made from its version. */
function refuseTwice(edits: readonly CompoundEdit[]): void {
  const seen = new Set<string>()
  for (const { id } of edits) {
    if (seen.has(id)) throw fieldFault('edits', '同一小区只能出现一次', id)
    seen.add(id)
  }
}

function fieldFault(field: string, message: string, value: unknown): ProblemError {
  return new ProblemError(400, {
    detail: `请求内容中 ${field}:${message}`,
    errors: [{ field, message, value }],
  })
}
