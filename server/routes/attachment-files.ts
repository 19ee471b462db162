import { createRoute, z } from '@hono/zod-openapi'
import { ABILITIES } from '#core/access/roles.ts'
import { problemSchema } from '#core/api/service.ts'
import { notFound } from '../middleware/problem.ts'
import { requireRole } from '../middleware/require-role.ts'
import type { Parts } from '../parts.ts'
import { createApiApp } from './api-app.ts'
import { existingAttachment, refuseReading, targetOf } from './attachment-rights.ts'

const tags = ['附件']
const params = z.object({ id: z.string().openapi({ description: '附件编号' }) })
const responses = {
  200: { description: '文件', content: { 'application/octet-stream': { schema: z.string() } } },
  404: {
    description: '没有找到',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
}

/**
 * Whatever a file pretends to be, opened by itself it runs nothing, loads nothing and has no origin. Pictures may be
 * looked at; anything else is for saving.
 */
const HARMLESS = {
  'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  // Whoever signs in next at this browser asks again, and is asked who they are.
  'cache-control': 'private, no-cache',
  vary: 'Cookie',
}

const fileRoute = createRoute({
  ...requireRole(...ABILITIES.attachments),
  method: 'get',
  path: '/api/attachments/{id}/file',
  summary: '附件的文件',
  tags,
  request: { params },
  responses,
})
const smallRoute = createRoute({
  ...requireRole(...ABILITIES.attachments),
  method: 'get',
  path: '/api/attachments/{id}/thumbnail',
  summary: '附件的缩略图',
  tags,
  request: { params },
  responses,
})

/** The bytes of attachments, streamed from outside the web root. */
export function attachmentFileRoutes({ store, attachmentFiles }: Parts) {
  async function send(
    id: string,
    sha256: string | null,
    type: string,
    name: string,
    seen: string | undefined,
  ) {
    const file = sha256 === null ? null : await attachmentFiles.open(sha256)
    if (file === null || sha256 === null) throw notFound(`附件 ${id} 的文件不在了,请从备份恢复`)
    const etag = `"${sha256.slice(0, 32)}"`
    const headers = { ...HARMLESS, etag }
    if (seen === etag) return new Response(null, { status: 304, headers })
    const shown = type.startsWith('image/') ? 'inline' : 'attachment'
    return new Response(file.stream(), {
      headers: {
        ...headers,
        'content-type': type,
        'content-length': String(file.size),
        'content-disposition': `${shown}; filename*=UTF-8''${encodeRfc5987(name)}`,
      },
    })
  }

  return createApiApp()
    .openapi(fileRoute, async (context) => {
      const found = await existingAttachment(store, context.req.valid('param').id)
      refuseReading(context.var.actor, found.entity, await targetOf(store, found))
      return send(found.id, found.sha256, found.type, found.name, context.req.header('if-none-match'))
    })
    .openapi(smallRoute, async (context) => {
      const found = await existingAttachment(store, context.req.valid('param').id)
      refuseReading(context.var.actor, found.entity, await targetOf(store, found))
      if (found.thumbnailSha256 === null) throw notFound('这个附件没有缩略图')
      // Any of the picture types; browsers tell pictures apart by their bytes.
      const seen = context.req.header('if-none-match')
      return send(found.id, found.thumbnailSha256, 'image/jpeg', found.name, seen)
    })
}

/** RFC 5987: what a header cannot hold goes as percent-encoded UTF-8. */
function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
}
