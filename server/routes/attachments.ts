import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { ABILITIES } from '#core/access/roles.ts'
import {
  attachmentChangeSchema,
  attachmentListSchema,
  attachmentOfSchema,
  attachmentSchema,
  uploadAnswerSchema,
  uploadQuerySchema,
} from '#core/api/attachments.ts'
import type { Attachment, UploadAnswer } from '#core/api/attachments.ts'
import { cleanFileName } from '#core/attachment/attachment.ts'
import { problemSchema } from '#core/api/service.ts'
import { takeIn, tooLong } from '../attachments/take-in.ts'
import { expectedVersion, refuseStale } from '../middleware/if-match.ts'
import { ProblemError } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Actor } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import {
  changeAttachment,
  deleteAttachment,
  insertAttachment,
  readAttachments,
  restoreAttachment,
  setThumbnail,
} from '../store/attachments.ts'
import type { StoredAttachment } from '../store/attachments.ts'
import { answering, answeringOne, createApiApp } from './api-app.ts'
import { existingAttachment, refuseReading, refuseWriting, targetOf } from './attachment-rights.ts'
import { pageOf, pageSchema } from './query.ts'

const tags = ['附件']
const NOT_STORED = { 'cache-control': 'no-store' }
const params = z.object({ id: z.string().openapi({ description: '附件编号' }) })
const problem = { 'application/problem+json': { schema: problemSchema } }
const bytes = {
  content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
}

/** A small picture is small. */
const THUMBNAIL_MAX_BYTES = 256 * 1024

const listRoute = createRoute({
  ...requireRole(...ABILITIES.attachments),
  method: 'get',
  path: '/api/attachments',
  summary: '一条记录的附件,新的在前;签字表等征询材料限经办角色',
  tags,
  request: { query: pageSchema.extend(attachmentOfSchema.shape) },
  responses: answering('附件', attachmentListSchema),
})
const uploadRoute = createRoute({
  ...requireRole(...ABILITIES.attach),
  method: 'post',
  path: '/api/attachments',
  summary: '上传一个附件:请求内容即文件本身',
  description:
    '按内容判断类型。照片中的位置只在回答里给出一次(offeredPosition),随后连同其他拍摄信息从文件中去除。',
  tags,
  request: { query: uploadQuerySchema, body: { required: true, ...bytes } },
  responses: {
    200: {
      description: '存下的附件',
      content: { 'application/json': { schema: uploadAnswerSchema } },
    },
    400: { description: '请求有误', content: problem },
    404: { description: '没有这条记录', content: problem },
    413: { description: '文件超过上限', content: problem },
    415: { description: '不接受这种文件', content: problem },
  },
})
const thumbnailRoute = createRoute({
  ...requireRole(...ABILITIES.attach),
  method: 'put',
  path: '/api/attachments/{id}/thumbnail',
  summary: '附上缩略图(由浏览器生成的 JPEG、PNG 或 WebP)',
  tags,
  request: { params, body: { required: true, ...bytes } },
  responses: answeringOne('附件', attachmentSchema),
})
const changeRoute = createRoute({
  ...requireRole(...ABILITIES.attach),
  method: 'patch',
  path: '/api/attachments/{id}',
  summary: '改说明或拍摄地点;需带 If-Match',
  tags,
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: attachmentChangeSchema } } },
  },
  responses: answeringOne('改后的附件', attachmentSchema),
})
const deleteRoute = createRoute({
  ...requireRole(...ABILITIES.attach),
  method: 'delete',
  path: '/api/attachments/{id}',
  summary: '删除附件;可恢复。需带 If-Match',
  tags,
  request: { params },
  responses: answeringOne('删除的附件', attachmentSchema),
})
const restoreRoute = createRoute({
  ...requireRole(...ABILITIES.attach),
  method: 'post',
  path: '/api/attachments/{id}/restore',
  summary: '恢复删除的附件;需带 If-Match',
  tags,
  request: { params },
  responses: answeringOne('恢复的附件', attachmentSchema),
})

/** Photos and documents of compounds, scoring evidence, tie-in points and consent. */
export function attachmentRoutes({ store, attachmentFiles, attachmentMaxBytes }: Parts) {
  return createApiApp()
    .openapi(listRoute, async (context) => {
      const { entity, entityId, limit, cursor } = context.req.valid('query')
      const target = await targetOf(store, { entity, entityId })
      refuseReading(context.var.actor, entity, target)
      const all = await readAttachments(store, { entity, entityId })
      const { page, next } = pageOf(all, limit, cursor)
      return context.json(
        { items: page.map(publicFacts), ...(next === undefined ? {} : { next }) },
        200,
        NOT_STORED,
      )
    })
    .openapi(uploadRoute, async (context) => {
      const { entity, entityId, name, note } = context.req.valid('query')
      const { actor } = context.var
      const target = await targetOf(store, { entity, entityId })
      refuseWriting(actor, entity, target)
      // Told beforehand, it need not be sent at all.
      if (Number(context.req.header('content-length') ?? 0) > attachmentMaxBytes) {
        throw new ProblemError(413, { detail: tooLong(attachmentMaxBytes) })
      }
      const taken = await takeIn(attachmentFiles, context.req.raw.body, attachmentMaxBytes)
      if (!taken.ok) throw new ProblemError(taken.status, { detail: taken.why })
      const { offeredPosition, type, size, sha256 } = taken.file
      const at = new Date()
      const attachment: StoredAttachment = {
        ...{ id: randomUUID(), version: 1, entity, entityId, compoundId: target.compoundId },
        ...{ name: cleanFileName(name), type, size, sha256, note: note ?? '', position: null },
        ...{ thumbnail: false, thumbnailSha256: null, deletedAt: null },
        ...{ uploadedBy: actor.name, uploadedAt: at.toISOString() },
      }
      await store.writeAside((session) => insertAttachment(session, attachment, { actor, at }))
      const answer: UploadAnswer = { attachment: publicFacts(attachment), offeredPosition }
      return context.json(answer, 200, NOT_STORED)
    })
    .openapi(thumbnailRoute, async (context) => {
      const { id } = context.req.valid('param')
      const { actor } = context.var
      const known = await existingAttachment(store, id)
      refuseWriting(actor, known.entity, await targetOf(store, known))
      const taken = await takeIn(attachmentFiles, context.req.raw.body, THUMBNAIL_MAX_BYTES)
      if (!taken.ok) throw new ProblemError(taken.status, { detail: taken.why })
      const { sha256, type } = taken.file
      if (type === 'application/pdf') throw new ProblemError(415, { detail: '缩略图应为图片,没有保存' })
      const write = { actor, at: new Date() }
      const attachment = await store.writeAside(async (session) =>
        setThumbnail(session, await existingAttachment(session, id), sha256, write),
      )
      return context.json(publicFacts(attachment), 200, NOT_STORED)
    })
    .openapi(changeRoute, async (context) => {
      const change = context.req.valid('json')
      const known = { id: context.req.valid('param').id, version: expectedVersion(context), deleted: false }
      const changed = await write(known, context.var.actor, (session, before, by) =>
        changeAttachment(session, before, change, by),
      )
      return context.json(changed, 200, NOT_STORED)
    })
    .openapi(deleteRoute, async (context) => {
      const known = { id: context.req.valid('param').id, version: expectedVersion(context), deleted: false }
      return context.json(await write(known, context.var.actor, deleteAttachment), 200, NOT_STORED)
    })
    .openapi(restoreRoute, async (context) => {
      const known = { id: context.req.valid('param').id, version: expectedVersion(context), deleted: true }
      return context.json(await write(known, context.var.actor, restoreAttachment), 200, NOT_STORED)
    })

  /** One change of one attachment by somebody who may, from the version it was made from. */
  async function write(
    known: { readonly id: string; readonly version: number; readonly deleted: boolean },
    actor: Actor,
    change: typeof deleteAttachment,
  ): Promise<Attachment> {
    const found = await existingAttachment(store, known.id, known)
    refuseWriting(actor, found.entity, await targetOf(store, found))
    return store.writeAside(async (session) => {
      const before = await existingAttachment(session, known.id, known)
      refuseStale(known.version, publicFacts(before))
      return publicFacts(await change(session, before, { actor, at: new Date() }))
    })
  }
}

/** Without the names of files. */
function publicFacts({
  sha256: _file,
  thumbnailSha256,
  deletedAt: _at,
  ...facts
}: StoredAttachment): Attachment {
  return { ...facts, thumbnail: thumbnailSha256 !== null }
}
