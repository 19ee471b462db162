import { createRoute, z } from '@hono/zod-openapi'
import {
  newScoringDraftSchema,
  publishScoringSchema,
  scoringPreviewRequestSchema,
  scoringPreviewSchema,
  scoringTableSchema,
  scoringVersionListSchema,
  scoringVersionSchema,
  type ScoringVersionAnswer,
} from '#core/api/scoring-tables.ts'
import { tableFaults } from '#core/programme/scoring-table-faults.ts'
import type { ScoringTable } from '#core/programme/scoring-table.ts'
import { scoringPreview } from '../compute/scoring-preview.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { recordAudit } from '../store/audit.ts'
import {
  deleteScoringDraft,
  insertScoringDraft,
  readScoringVersion,
  readScoringVersions,
  updateScoringTable,
  useScoringTable,
  type ScoringVersion,
} from '../store/scoring-tables.ts'
import type { Session } from '../store/store.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { evaluationOf, planYear } from './plan-year.ts'

type Version = ScoringVersion<ScoringTable>

const params = z.object({ id: z.string().openapi({ description: '评分表编号' }) })
const NOT_STORED = { 'cache-control': 'no-store' }

function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/scoring-tables',
  summary: '评分表的各个版本',
  tags: ['评分'],
  responses: answering('最新的在前', scoringVersionListSchema),
})

const oneRoute = createRoute({
  method: 'get',
  path: '/api/scoring-tables/{id}',
  summary: '评分表的一个版本',
  tags: ['评分'],
  request: { params },
  responses: answeringOne('评分表', scoringVersionSchema),
})

const createDraftRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/scoring-tables',
  summary: '以一个版本为底新建草稿',
  tags: ['评分'],
  request: { body: body(newScoringDraftSchema) },
  responses: answeringOne('草稿', scoringVersionSchema),
})

const editRoute = createRoute({
  ...requireRole('planner'),
  method: 'put',
  path: '/api/scoring-tables/{id}',
  summary: '修改草稿(If-Match 为 version);已发布或已冻结的版本不能修改(409)',
  description: '满分合计须为 100,每条规则的最高分须等于该项满分;有一处不对即不保存,并列出全部问题。',
  tags: ['评分'],
  request: { params, body: body(scoringTableSchema) },
  responses: answeringOne('修改后的草稿', scoringVersionSchema),
})

const previewRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/scoring-tables/{id}/preview',
  summary: '按此评分表试排:哪些名次变动,谁进谁出。不写入任何数据',
  tags: ['评分'],
  request: { params, body: body(scoringPreviewRequestSchema) },
  responses: answeringOne('变动', scoringPreviewSchema),
})

const publishRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/scoring-tables/{id}/publish',
  summary: '发布草稿,写明理由;可同时指定从此按它评分的年度',
  tags: ['评分'],
  request: { params, body: body(publishScoringSchema) },
  responses: answeringOne('已发布的评分表', scoringVersionSchema),
})

const deleteRoute = createRoute({
  ...requireRole('planner'),
  method: 'delete',
  path: '/api/scoring-tables/{id}',
  summary: '删除草稿(If-Match 为 version)',
  tags: ['评分'],
  request: { params },
  responses: answeringOne('已删除', z.object({ id: z.string() })),
})

export function scoringTableRoutes({ answers, evaluations, store }: Parts) {
  return createApiApp()
    .openapi(listRoute, (context) =>
      answers.json(context, ['scoring-tables'], async () => ({
        items: (await readScoringVersions<ScoringTable>(store)).map(toAnswer),
      })),
    )
    .openapi(oneRoute, (context) => {
      const { id } = context.req.valid('param')
      return answers.json(context, ['scoring-table', id], async () => toAnswer(await versionOf(store, id)))
    })
    .openapi(createDraftRoute, async (context) => {
      const { from, title } = context.req.valid('json')
      const { actor } = context.var
      const draft = await store.write((session) => createDraft(session, actor, from, title))
      return context.json(toAnswer(draft), 200, NOT_STORED)
    })
    .openapi(editRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { actor } = context.var
      const version = expectedVersion(context)
      const document: ScoringTable = { ...context.req.valid('json'), id }
      const edited = await store.write(async (session) => {
        const before = await editableDraft(session, id, version)
        refuseFaults(document)
        const at = new Date().toISOString()
        await updateScoringTable(session, document, { state: 'draft', at, by: actor.name })
        const about = { before: before.document, after: document }
        await recordAudit(session, {
          actor,
          action: 'update',
          entity: 'scoring_table',
          entityId: id,
          ...about,
        })
        return versionOf(session, id)
      })
      return context.json(toAnswer(edited), 200, NOT_STORED)
    })
    .openapi(previewRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { year, document } = context.req.valid('json')
      const table = document ?? (await versionOf(store, id)).document
      refuseFaults(table)
      const known = await evaluationOf(evaluations, await planYear(evaluations, year))
      return context.json(scoringPreview(known, { ...table, id }), 200, NOT_STORED)
    })
    .openapi(publishRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { reason, years = [] } = context.req.valid('json')
      const version = expectedVersion(context)
      for (const year of years) await planYear(evaluations, year)
      const { actor } = context.var
      const published = await store.write((session) =>
        publish(session, { id, version, actor, reason, years }),
      )
      return context.json(toAnswer(published), 200, NOT_STORED)
    })
    .openapi(deleteRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { actor } = context.var
      const version = expectedVersion(context)
      await store.write(async (session) => {
        const before = await editableDraft(session, id, version)
        await deleteScoringDraft(session, id)
        const about = { entity: 'scoring_table', entityId: id, before: before.document }
        await recordAudit(session, { actor, action: 'delete', ...about })
      })
      return context.json({ id }, 200, NOT_STORED)
    })
}

async function createDraft(
  session: Session,
  actor: Actor,
  from: string,
  title: string | undefined,
): Promise<Version> {
  const versions = await readScoringVersions<ScoringTable>(session)
  const base = versions.find((version) => version.id === from)
  if (base === undefined) throw notFound(`没有编号为 ${from} 的评分表`)
  const number = Math.max(...versions.map((version) => version.number)) + 1
  const id = `${base.id.replace(/-v\d+$/, '')}-v${number}`
  const document: ScoringTable = { ...base.document, id, title: title ?? base.document.title }
  const at = new Date().toISOString()
  await insertScoringDraft(session, document, { number, basedOn: from, at, by: actor.name })
  await recordAudit(session, {
    actor,
    action: 'create',
    entity: 'scoring_table',
    entityId: id,
    after: document,
  })
  return versionOf(session, id)
}

interface Publishing {
  readonly id: string
  readonly version: number
  readonly actor: Actor
  readonly reason: string
  readonly years: readonly number[]
}

async function publish(
  session: Session,
  { id, version, actor, reason, years }: Publishing,
): Promise<Version> {
  const { document } = await editableDraft(session, id, version)
  refuseFaults(document)
  const at = new Date().toISOString()
  await updateScoringTable(session, document, { state: 'published', reason, at, by: actor.name })
  for (const year of years) await useScoringTable(session, year, id)
  const after = { state: 'published', years, document }
  const about = { entity: 'scoring_table', entityId: id, before: { state: 'draft' }, after, reason }
  await recordAudit(session, { actor, action: 'publish', ...about })
  return versionOf(session, id)
}

async function versionOf(session: Session, id: string): Promise<Version> {
  const version = await readScoringVersion<ScoringTable>(session, id)
  if (version === null) throw notFound(`没有编号为 ${id} 的评分表`)
  return version
}

/** @throws {ProblemError} 404 unknown, 409 published or frozen, 412 changed by somebody else */
async function editableDraft(session: Session, id: string, expected: number): Promise<Version> {
  const version = await versionOf(session, id)
  if (version.state !== 'draft') {
    const state = version.state === 'frozen' ? '已被评分使用而冻结' : '已发布'
    throw new ProblemError(409, {
      detail: `评分表「${version.document.title}」第${version.number}版${state},不能修改,数据没有改动。请以它为底新建版本,在草稿中修改后发布`,
    })
  }
  refuseStale(expected, toAnswer(version))
  return version
}

function refuseFaults(table: ScoringTable): void {
  const faults = tableFaults(table)
  if (faults.length === 0) return
  throw new ProblemError(400, {
    detail: `评分表有${faults.length}处问题:${faults.map(({ message }) => message).join(';')}。没有保存`,
    errors: [...faults],
  })
}

function toAnswer({ document, years, ...version }: Version): ScoringVersionAnswer {
  return {
    ...version,
    years: [...years],
    document: structuredClone(document) as ScoringVersionAnswer['document'],
  }
}
