import { createRoute, z } from '@hono/zod-openapi'
import {
  importListSchema,
  importPlacesSchema,
  importPlanSchema,
  importViewSchema,
  importWishSchema,
  type ImportEntry,
  type ImportView,
} from '#core/api/imports.ts'
import { problemSchema } from '#core/api/service.ts'
import { fitLocalSystem } from '#core/import/control-points.ts'
import { guessSystems } from '#core/import/guess-system.ts'
import { DICTIONARY } from '#core/import/dictionary.ts'
import { kindsOf, mayImport, type ImportWish } from '#core/import/who-may.ts'
import { markedSheet } from '../export/marked-sheet.ts'
import { XLSX } from '../export/compound-sheet.ts'
import { importTemplate } from '../export/import-template.ts'
import { summaryOf, TooLargeUpload, type DeskImport } from '../import/desk/import-desk.ts'
import { chooseCoordinates, sampleCoordinates } from '../import/run/choose-coordinates.ts'
import { viewSource } from '../import/run/source-view.ts'
import { UndoRefused, undoImport } from '../import/run/undo-import.ts'
import { UnreadableFile } from '../import/source/source.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { notFound, ProblemError } from '../middleware/problem.ts'
import { requireRole, type Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { baseFeatureBounds, readBaseGeometries } from '../store/base-features.ts'
import { readImport, readImports, saveImport } from '../store/imports.ts'
import { readSubdistricts } from '../store/places.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'

const tags = ['导入']
const IMPORTERS = ['planner', 'subdistrict', 'centre'] as const
const NOT_KEPT = { 'cache-control': 'no-store' }
const params = z.object({ id: z.string().openapi({ description: '导入编号' }) })
const problem = { 'application/problem+json': { schema: problemSchema } }
const bytes = {
  content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
}
const sheet = {
  200: { description: 'XLSX', content: { [XLSX]: { schema: z.string().openapi({ format: 'binary' }) } } },
  403: { description: '角色不符', content: problem },
  404: { description: '没有找到', content: problem },
}
const view = (description: string) => answeringOne(description, importViewSchema)

const listRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'get',
  path: '/api/imports',
  summary: '最近的导入;镇街和中心只见自己的',
  tags,
  responses: answering('导入记录', importListSchema),
})
const uploadRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'post',
  path: '/api/imports',
  summary: '上传一个文件(请求内容即文件本身),读出工作表、列和建议的对应;不导入',
  tags,
  request: {
    query: z.object({ wish: importWishSchema, name: z.string().min(1).max(200) }),
    body: { required: true, ...bytes },
  },
  responses: {
    200: { description: '打开的文件', content: { 'application/json': { schema: importViewSchema } } },
    400: { description: '请求有误', content: problem },
    413: { description: '文件超过上限', content: problem },
  },
})
const readRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'get',
  path: '/api/imports/{id}',
  summary: '一次导入:文件内容、对应、检查结果、进度',
  tags,
  request: { params },
  responses: view('导入'),
})
const planRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'put',
  path: '/api/imports/{id}/plan',
  summary: '选定工作表、列对应和坐标系;需带 If-Match',
  tags,
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: importPlanSchema } } },
  },
  responses: view('导入'),
})
const placesRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'post',
  path: '/api/imports/{id}/places',
  summary: '按某个坐标系,文件中的前几百个位置落在何处;不改动任何数据',
  tags,
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: importPlanSchema } } },
  },
  responses: answeringOne('位置', importPlacesSchema),
})
const checkRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'post',
  path: '/api/imports/{id}/check',
  summary: '检查全部行,并与台账比较;随后查询进度',
  tags,
  request: { params },
  responses: view('导入'),
})
const applyRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'post',
  path: '/api/imports/{id}/apply',
  summary: '一次存入全部记录,或一条也不存;须先检查无误;需带 If-Match',
  tags,
  request: { params },
  responses: view('导入'),
})
const undoRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'post',
  path: '/api/imports/{id}/undo',
  summary: '撤销整次导入;导入后又有改动的记录会使撤销被拒绝',
  tags,
  request: { params },
  responses: view('导入'),
})
const cancelRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'delete',
  path: '/api/imports/{id}/run',
  summary: '停止正在进行的检查或导入;一条也不存',
  tags,
  request: { params },
  responses: view('导入'),
})
const discardRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'delete',
  path: '/api/imports/{id}',
  summary: '放弃一次尚未导入的文件',
  tags,
  request: { params },
  responses: view('导入'),
})
const markedRoute = createRoute({
  ...requireRole(...IMPORTERS),
  method: 'get',
  path: '/api/imports/{id}/marked.xlsx',
  summary: '原表,问题标在单元格里,另附问题清单',
  tags,
  request: { params },
  responses: sheet,
})
const templateRoute = createRoute({
  method: 'get',
  path: '/api/import-templates/{wish}',
  summary: '导入模板(XLSX):下拉选项、填写说明和一行示例',
  tags,
  request: { params: z.object({ wish: importWishSchema }) },
  responses: sheet,
})

export function importRoutes({ store, importDesk: desk }: Parts) {
  /** The import, if it is theirs to work on. @throws ProblemError 404, 403 */
  async function find(id: string, actor: Actor): Promise<DeskImport> {
    const record = (await readImport(store, id)) as DeskImport | null
    if (record === null) throw notFound(`没有编号为 ${id} 的导入`)
    refuseRole(actor, record.wish as ImportWish)
    if (actor.role !== 'planner' && record.authorId !== actor.id) {
      throw new ProblemError(403, { detail: '这是别人的导入。数据没有改动' })
    }
    return record
  }

  async function answer(record: DeskImport): Promise<ImportView> {
    const { report, unreadable, failure, remembered } = summaryOf(record)
    const running = desk.running(record.id)
    return {
      ...entryOf(record),
      unreadable,
      failure,
      remembered,
      report,
      plan: record.plan as ImportView['plan'],
      running,
      source:
        record.state === 'open' && unreadable === null && running?.step !== 'applying'
          ? await sourceOf(record)
          : null,
    }
  }

  async function sourceOf(record: DeskImport): Promise<ImportView['source']> {
    const source = await desk.open(record).catch(goneMeanwhile)
    if (source === null) return null
    try {
      return await viewSource(source)
    } finally {
      await source.close()
    }
  }

  return createApiApp()
    .openapi(listRoute, async (context) => {
      const { actor } = context.var
      const own = actor.role === 'planner' ? null : actor.id
      const records = (await readImports(store, 50, own)) as DeskImport[]
      return context.json({ items: records.map(entryOf) }, 200, NOT_KEPT)
    })
    .openapi(uploadRoute, async (context) => {
      const { wish, name } = context.req.valid('query')
      const { actor } = context.var
      refuseRole(actor, wish)
      const { body } = context.req.raw
      if (body === null) throw new ProblemError(400, { detail: '没有文件内容' })
      try {
        return context.json(await answer(await desk.upload(wish, baseName(name), body, actor)), 200, NOT_KEPT)
      } catch (error) {
        if (!(error instanceof TooLargeUpload)) throw error
        throw new ProblemError(413, { detail: '文件超过 2 GB,没有接收;请拆分,或用命令行导入' })
      }
    })
    .openapi(readRoute, async (context) => {
      const record = await find(context.req.valid('param').id, context.var.actor)
      return context.json(await answer(record), 200, NOT_KEPT)
    })
    .openapi(planRoute, async (context) => {
      const record = await find(context.req.valid('param').id, context.var.actor)
      refuseClosed(record)
      refuseStale(expectedVersion(context), record)
      const plan = context.req.valid('json')
      refuseForeignKinds(record, plan)
      return context.json(await answer(await desk.change(record, plan)), 200, NOT_KEPT)
    })
    .openapi(placesRoute, async (context) => {
      const record = await find(context.req.valid('param').id, context.var.actor)
      refuseClosed(record)
      const { parts, coordinates } = context.req.valid('json')
      const source = await desk.open(record).catch(unreadable)
      try {
        const samples = await sampleCoordinates(source, parts).catch(unreadable)
        const district = await baseFeatureBounds(store, 'district')
        const chosen = chooseCoordinates(coordinates, source, samples, district)
        const problemText = 'problem' in chosen ? chosen.problem : null
        const choice = 'problem' in chosen ? coordinates : chosen.choice
        const convert = 'problem' in chosen ? null : chosen.convert
        const system = coordinates?.system
        const fit = system?.type === 'local' ? fitLocalSystem(system.points, system.model) : null
        const places = samples.flatMap(([x, y]): [number, number][] => {
          const place = convert?.(x, y) ?? null
          return place === null ? [] : [[place[0], place[1]]]
        })
        return context.json(
          {
            places,
            problem: problemText,
            choice: choice as typeof coordinates,
            guesses: (district === null ? [] : guessSystems(samples, district)) as NonNullable<
              typeof coordinates
            >[],
            residuals: [...(fit?.residuals ?? [])],
            outline: await districtOutline(store),
          },
          200,
          NOT_KEPT,
        )
      } finally {
        await source.close()
      }
    })
    .openapi(checkRoute, async (context) => {
      const { actor } = context.var
      const record = await find(context.req.valid('param').id, actor)
      refuseClosed(record)
      desk.check(record, actor)
      return context.json(await answer(record), 200, NOT_KEPT)
    })
    .openapi(applyRoute, async (context) => {
      const { actor } = context.var
      const record = await find(context.req.valid('param').id, actor)
      refuseClosed(record)
      refuseStale(expectedVersion(context), record)
      const { report } = summaryOf(record)
      if (report === null || report.faultCount > 0) {
        throw new ProblemError(409, { detail: '还没有检查,或检查有问题;一条也没有导入' })
      }
      desk.apply(record, actor, actor)
      return context.json(await answer(record), 200, NOT_KEPT)
    })
    .openapi(undoRoute, async (context) => {
      const { actor } = context.var
      const record = await find(context.req.valid('param').id, actor)
      const undone = await store.write(async (session) => {
        // Read again under the write lock: a second click finds it taken back already.
        const current = (await readImport(session, record.id)) as DeskImport
        if (current.state !== 'applied')
          throw new ProblemError(409, { detail: '这次导入没有存入,或已经撤销' })
        await undoImport(session, current, actor).catch(explainRefusal)
        const next = { ...current, state: 'undone' as const, version: current.version + 1 }
        await saveImport(session, { ...next, updatedAt: new Date().toISOString() })
        return next
      })
      return context.json(await answer(undone), 200, NOT_KEPT)
    })
    .openapi(cancelRoute, async (context) => {
      const record = await find(context.req.valid('param').id, context.var.actor)
      desk.cancel(record.id)
      return context.json(await answer(record), 200, NOT_KEPT)
    })
    .openapi(discardRoute, async (context) => {
      const record = await find(context.req.valid('param').id, context.var.actor)
      refuseClosed(record)
      await desk.discard(record)
      return context.json(await answer({ ...record, state: 'discarded' }), 200, NOT_KEPT)
    })
    .openapi(markedRoute, async (context) => {
      const record = await find(context.req.valid('param').id, context.var.actor)
      const { report } = summaryOf(record)
      if (record.state !== 'open' || report === null) throw notFound('这次导入没有可下载的问题清单')
      const source = await desk.open(record).catch(unreadable)
      try {
        return workbook(
          await markedSheet(source, report),
          `问题标注-${record.fileName.replace(/\.[^.]*$/, '')}.xlsx`,
        )
      } finally {
        await source.close()
      }
    })
    .openapi(templateRoute, async (context) => {
      const { wish } = context.req.valid('param')
      const subdistricts = (await readSubdistricts(store)).map(({ name }) => name)
      const name = kindsOf(wish)
        .map((kind) => DICTIONARY[kind].label)
        .join('、')
      return workbook(await importTemplate(kindsOf(wish), subdistricts), `导入模板-${name}.xlsx`)
    })
}

/** Rings of the district, each thinned to what a small picture shows. */
async function districtOutline(store: Parts['store']): Promise<[number, number][][]> {
  const rings: [number, number][][] = []
  for (const geometry of await readBaseGeometries(store, 'district')) {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue
    const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    for (const [outer = []] of parts) {
      const step = Math.max(1, Math.floor(outer.length / 400))
      rings.push(outer.filter((_, at) => at % step === 0).map(([x = 0, y = 0]) => [x, y]))
    }
  }
  return rings
}

function entryOf(record: DeskImport): ImportEntry {
  const { id, version, fileName, state, author, createdAt, updatedAt } = record
  const kinds = [...(summaryOf(record).report?.kinds ?? [])]
  return {
    id,
    version,
    wish: record.wish as ImportWish,
    fileName,
    state,
    author,
    createdAt,
    updatedAt,
    kinds,
  }
}

function refuseRole(actor: Actor, wish: ImportWish): void {
  if (mayImport(actor.role, wish)) return
  throw new ProblemError(403, { detail: '当前账号的角色不能导入这类数据。数据没有改动' })
}

function refuseClosed({ state }: DeskImport): void {
  if (state === 'open') return
  throw new ProblemError(409, { detail: '这次导入已经结束;请重新上传文件' })
}

/** A plan must not bring in what its author may not. */
function refuseForeignKinds({ wish }: DeskImport, { parts }: NonNullable<DeskImport['plan']>): void {
  const kinds = kindsOf(wish as ImportWish)
  if (parts.every(({ kind }) => kinds.includes(kind))) return
  throw new ProblemError(400, { detail: '所选类别与本次导入不符' })
}

function explainRefusal(error: unknown): never {
  if (!(error instanceof UndoRefused)) throw error
  const { why, ids } = error.refusal
  throw new ProblemError(409, { detail: `${why}:${ids.join('、')}。没有撤销,数据没有改动` })
}

/** The file of an import that has ended while somebody asked for it. */
function goneMeanwhile(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

function unreadable(error: unknown): never {
  if (error instanceof UnreadableFile)
    throw new ProblemError(409, { detail: `文件无法读取:${error.message}` })
  throw error
}

/** The last part of a path: a name is shown, never used as a place. */
function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name
}

function workbook(content: Uint8Array, name: string): Response {
  return new Response(content as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': XLSX,
      'content-disposition': `attachment; filename="import.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      ...NOT_KEPT,
    },
  })
}
