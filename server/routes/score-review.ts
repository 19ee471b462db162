import { createRoute, z } from '@hono/zod-openapi'
import type { Person } from '#core/api/accounts.ts'
import { reviewColumnSchema } from '#core/api/compounds.ts'
import { reopenBodySchema, reviewAnswerSchema, reviewColumnBodySchema } from '#core/api/score-review.ts'
import type { ReviewColumn, ReviewEntry, ScoreSheet } from '#core/compound/score-sheet.ts'
import { reopened, withColumn, type ColumnEdit } from '#core/programme/review-edit.ts'
import { reviewFaults } from '#core/programme/review-faults.ts'
import { reviewOf } from '#core/programme/review-columns.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { registerMetrics, reviewAnswer, type ReviewRules } from '../compute/review-view.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireOwnArea, requireRole } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { recordAudit } from '../store/audit.ts'
import { readCompound, updateScoreSheet, type StoredCompound } from '../store/compounds.ts'
import { freezeScoringTable } from '../store/scoring-tables.ts'
import type { Session } from '../store/store.ts'
import { today } from '../today.ts'
import { answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'
import { yearSchema } from './query.ts'

const id = z.string().openapi({ description: '小区编号' })
const query = z.object({ year: yearSchema.optional() })
const NOT_STORED = { 'cache-control': 'no-store' }

const readRoute = createRoute({
  method: 'get',
  path: '/api/compounds/{id}/review',
  summary: '评分表三栏:自评、镇街审核、实地复核',
  tags: ['评分'],
  request: { params: z.object({ id }), query },
  responses: answeringOne('三栏、认定与重新开启的记录', reviewAnswerSchema),
})

const columnRoute = createRoute({
  ...requireRole('planner', 'subdistrict'),
  method: 'put',
  path: '/api/compounds/{id}/review/{column}',
  summary: '填写一栏(If-Match 为小区的 version);实地复核由区住建局填写',
  description:
    '整栏替换。与前一栏不同的项须有理由和佐证,实地复核须两名复核人;各项复核齐全即锁定,锁定后须先重新开启(409)。',
  tags: ['评分'],
  request: {
    params: z.object({ id, column: reviewColumnSchema }),
    query,
    body: { required: true, content: { 'application/json': { schema: reviewColumnBodySchema } } },
  },
  responses: answeringOne('修改后的三栏', reviewAnswerSchema),
})

const reopenRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/compounds/{id}/review/reopen',
  summary: '重新开启已锁定的评分表,须写明理由(If-Match 为小区的 version)',
  tags: ['评分'],
  request: {
    params: z.object({ id }),
    query,
    body: { required: true, content: { 'application/json': { schema: reopenBodySchema } } },
  },
  responses: answeringOne('修改后的三栏', reviewAnswerSchema),
})

export function scoreReviewRoutes({ evaluations, store }: Parts) {
  const rulesOf = async (year: number | undefined): Promise<ReviewRules> =>
    evaluationOf(evaluations, await planYear(evaluations, year))

  /** One write on one compound's sheet, from the version it was read at, with its audit row. */
  async function change(
    write: {
      readonly compoundId: string
      readonly version: number
      readonly rules: ReviewRules
      readonly actor: Person & { readonly request: string }
      readonly action: string
      readonly reason?: string
    },
    edit: (compound: StoredCompound) => ScoreSheet,
  ) {
    return store.write(async (session: Session) => {
      const compound = await compoundOf(session, write.compoundId)
      requireOwnArea(write.actor, compound.subdistrictCode)
      refuseStale(write.version, reviewAnswer(compound, write.rules))
      const after = edit(compound)
      await updateScoreSheet(session, compound.id, after)
      await freezeScoringTable(session, write.rules.scoringTable.id)
      await recordAudit(session, {
        actor: write.actor,
        action: write.action,
        entity: 'score_review',
        entityId: compound.id,
        before: compound.scoreSheet,
        after,
        reason: write.reason ?? null,
      })
      return reviewAnswer(await compoundOf(session, compound.id), write.rules)
    })
  }

  return createApiApp()
    .openapi(readRoute, async (context) => {
      const rules = await rulesOf(context.req.valid('query').year)
      const compound = await compoundOf(store, context.req.valid('param').id)
      return context.json(reviewAnswer(compound, rules), 200, NOT_STORED)
    })
    .openapi(columnRoute, async (context) => {
      const { actor } = context.var
      const { id: compoundId, column } = context.req.valid('param')
      const body = context.req.valid('json')
      if (column === 'recheck' && actor.role !== 'planner') {
        throw new ProblemError(403, { detail: '实地复核由区住建局填写。数据没有改动' })
      }
      const rules = await rulesOf(context.req.valid('query').year)
      const version = expectedVersion(context)
      const answer = await change(
        { compoundId, version, rules, actor, action: `fill_${column}` },
        (compound) => editedSheet(compound, column, body, rules),
      )
      return context.json(answer, 200, NOT_STORED)
    })
    .openapi(reopenRoute, async (context) => {
      const { actor } = context.var
      const { reason } = context.req.valid('json')
      const rules = await rulesOf(context.req.valid('query').year)
      const write = {
        compoundId: context.req.valid('param').id,
        version: expectedVersion(context),
        rules,
        actor,
      }
      const answer = await change({ ...write, action: 'reopen', reason }, ({ scoreSheet }) => {
        if (scoreSheet === null || scoreSheet.recheckedOn === null) {
          throw new ProblemError(409, { detail: '评分表没有锁定,可以直接修改。数据没有改动' })
        }
        return reopened(rules.scoringTable, scoreSheet, { on: today(), by: actor.name, reason })
      })
      return context.json(answer, 200, NOT_STORED)
    })
}

async function compoundOf(session: Session, compoundId: string): Promise<StoredCompound> {
  const compound = await readCompound(session, compoundId)
  if (compound === null) throw notFound(`没有编号为 ${compoundId} 的小区`)
  return compound
}

/** The sheet with the column handed in. @throws {ProblemError} 409 locked, 400 with every fault */
function editedSheet(
  compound: StoredCompound,
  column: ReviewColumn,
  body: z.infer<typeof reviewColumnBodySchema>,
  rules: ReviewRules,
): ScoreSheet {
  const { scoreSheet } = compound
  const { scoringTable } = rules
  if (scoreSheet !== null && scoreSheet.recheckedOn !== null) {
    throw new ProblemError(409, {
      detail: `评分表已于${scoreSheet.recheckedOn}复核锁定。数据没有改动;确需修改,请先写明理由重新开启`,
    })
  }
  const edit: ColumnEdit = {
    column,
    entries: datedEntries(scoreSheet, scoringTable, column, body.entries),
    ...(body.findings === undefined
      ? {}
      : { findings: body.findings.map((one) => ({ ...one, on: one.on || today() })) }),
  }
  const recorded = registerMetrics(compound, rules)
  const faults = reviewFaults(scoringTable, scoreSheet, edit, recorded)
  if (faults.length > 0) {
    throw new ProblemError(400, {
      detail: `${faults.map(({ message }) => message).join(';')}。数据没有改动`,
      errors: [...faults],
    })
  }
  const sheet = withColumn(scoringTable, scoreSheet, edit, recorded, today())
  if (column !== 'township') return sheet
  return {
    ...sheet,
    evidenceComplete: body.evidenceComplete ?? sheet.evidenceComplete,
    submittedOn: body.submit === true ? (sheet.submittedOn ?? today()) : sheet.submittedOn,
  }
}

/** Entries keep the day they were made; what is new or says something else is of today. */
function datedEntries(
  sheet: ScoreSheet | null,
  table: ScoringTable,
  column: ReviewColumn,
  written: z.infer<typeof reviewColumnBodySchema>['entries'],
): Record<string, ReviewEntry> {
  const known = sheet === null ? {} : (reviewOf(sheet, table).columns[column]?.entries ?? {})
  return Object.fromEntries(
    Object.entries(written).map(([criterionId, entry]) => {
      const before = known[criterionId]
      const isSame = before !== undefined && isSameEntry({ ...entry, on: before.on }, before)
      return [criterionId, { ...entry, on: isSame ? before.on : today() }]
    }),
  )
}

function isSameEntry(a: ReviewEntry, b: ReviewEntry): boolean {
  const text = ({ fact, points, reason, evidence, reviewers }: ReviewEntry): string =>
    JSON.stringify([fact, points, reason, evidence, reviewers])
  return text(a) === text(b)
}
