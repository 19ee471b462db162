import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { savedSetListSchema, savedSetSchema, setChangeSchema, setRequestSchema } from '#core/api/sets.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { deleteSet, insertSet, readSet, readSets, updateSet } from '../store/compound-sets.ts'
import type { Session } from '../store/store.ts'
import type { SavedSet } from '#core/api/sets.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { pageOf, pageSchema } from './query.ts'

const tags = ['小区集']
const params = z.object({ id: z.string().openapi({ description: '小区集编号' }) })
const body = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema } },
})

const listRoute = createRoute({
  method: 'get',
  path: '/api/sets',
  summary: '全部小区集,按编号',
  tags,
  request: { query: pageSchema },
  responses: answering('小区集', savedSetListSchema),
})
const oneRoute = createRoute({
  method: 'get',
  path: '/api/sets/{id}',
  summary: '一个小区集',
  tags,
  request: { params },
  responses: answeringOne('小区集', savedSetSchema),
})
const createSetRoute = createRoute({
  ...requireRole('planner'),
  method: 'post',
  path: '/api/sets',
  summary: '存为小区集',
  tags,
  request: { body: body(setRequestSchema) },
  responses: answeringOne('存下的小区集', savedSetSchema),
})
const changeRoute = createRoute({
  ...requireRole('planner'),
  method: 'patch',
  path: '/api/sets/{id}',
  summary: '改名或换成员;需带 If-Match',
  tags,
  request: { params, body: body(setChangeSchema) },
  responses: answeringOne('改后的小区集', savedSetSchema),
})
const deleteRoute = createRoute({
  ...requireRole('planner'),
  method: 'delete',
  path: '/api/sets/{id}',
  summary: '删除小区集;需带 If-Match',
  tags,
  request: { params },
  responses: answeringOne('删除的小区集', savedSetSchema),
})

export function setRoutes({ answers, store }: Parts) {
  return createApiApp()
    .openapi(listRoute, (context) => {
      const { limit, cursor } = context.req.valid('query')
      return answers.json(context, ['sets', limit, cursor], async () => {
        const { page, next } = pageOf(await readSets(store), limit, cursor)
        return { items: [...page], ...(next === undefined ? {} : { next }) }
      })
    })
    .openapi(oneRoute, (context) => {
      const { id } = context.req.valid('param')
      return answers.json(context, ['set', id], () => existing(store, id))
    })
    .openapi(createSetRoute, async (context) => {
      const request = context.req.valid('json')
      const write = { actor: context.var.actor, at: new Date() }
      const set = await store.write(async (session) => {
        await refuseTakenName(session, request.name, null)
        return insertSet(session, randomUUID(), request, write)
      })
      return context.json(set, 200)
    })
    .openapi(changeRoute, async (context) => {
      const { id } = context.req.valid('param')
      const change = context.req.valid('json')
      const version = expectedVersion(context)
      const write = { actor: context.var.actor, at: new Date() }
      const set = await store.write(async (session) => {
        const before = await existing(session, id)
        refuseStale(version, before)
        if (change.name !== undefined) await refuseTakenName(session, change.name, id)
        return updateSet(session, before, change, write)
      })
      return context.json(set, 200)
    })
    .openapi(deleteRoute, async (context) => {
      const { id } = context.req.valid('param')
      const version = expectedVersion(context)
      const write = { actor: context.var.actor, at: new Date() }
      const set = await store.write(async (session) => {
        const before = await existing(session, id)
        refuseStale(version, before)
        await deleteSet(session, before, write)
        return before
      })
      return context.json(set, 200)
    })
}

async function existing(session: Session, id: string): Promise<SavedSet> {
  const set = await readSet(session, id)
  if (set === null) throw notFound(`没有编号为 ${id} 的小区集,可能已被删除`)
  return set
}

/** Two sets of one name could not be told apart in a menu. */
async function refuseTakenName(session: Session, name: string, own: string | null): Promise<void> {
  const taken = (await readSets(session)).find((set) => set.name === name && set.id !== own)
  if (taken === undefined) return
  throw new ProblemError(409, {
    detail: `已有名为「${name}」的小区集(${taken.author})。没有保存;请换一个名称,或更新原有的小区集`,
    errors: [{ field: 'name', message: '名称已被使用', value: name }],
  })
}
