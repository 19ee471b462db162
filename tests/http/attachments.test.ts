import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import exifr from 'exifr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Attachment, AttachmentList, UploadAnswer } from '#core/api/attachments.ts'
import { aCompound } from '#tests/builders/compound-builder.ts'
import { aPdf, aPhoto, aPlainJpeg } from '#tests/builders/photo-builder.ts'
import { aServer } from '#tests/builders/server-builder.ts'
import type { TestServer } from '#tests/builders/server-builder.ts'
import { signedIn } from '#tests/builders/signed-in.ts'
import type { Visitor } from '#tests/builders/signed-in.ts'

const MAX_BYTES = 64 * 1024
let server: TestServer
let planner: Visitor
let area: string

beforeAll(async () => {
  const compound = aCompound({ id: 'XQ-001' })
  area = compound.subdistrictCode
  server = await aServer({
    data: [compound, aCompound({ id: 'XQ-002', subdistrictCode: '130302999' })],
    attachmentMaxBytes: MAX_BYTES,
  })
  planner = await signedIn(server, 'planner')
})

afterAll(async () => {
  expect(server.reported).toEqual([])
  await server.close()
})

const address = (entity: string, entityId: string, name = '照片.jpg'): string =>
  `/api/attachments?${new URLSearchParams({ entity, entityId, name })}`

function upload(
  visitor: Pick<Visitor, 'cookie'> | null,
  path: string,
  bytes: Uint8Array<ArrayBuffer> | string,
  method = 'POST',
): Promise<Response> {
  return server.request(path, {
    method,
    headers: {
      'content-type': 'application/octet-stream',
      ...(visitor === null ? {} : { cookie: visitor.cookie }),
    },
    body: bytes,
  })
}

async function uploaded(
  visitor: Visitor,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<UploadAnswer> {
  const response = await upload(visitor, path, bytes)
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as UploadAnswer
}

const list = (visitor: Visitor, entity: string, id: string): Promise<AttachmentList> =>
  visitor.json(`/api/attachments?entity=${entity}&entityId=${id}`)

/** Bodies that came and are not kept leave nothing behind. */
function leftovers(): readonly string[] {
  const folder = join(dirname(server.databaseFile), 'attachments', 'incoming')
  return existsSync(folder) ? readdirSync(folder) : []
}

describe('a photo', () => {
  test('tells its place once and is stored without it, under the hash of its content', async () => {
    const photo = aPhoto({ position: [119.6123456, 39.9354321], owner: 'Zhao' })
    const { attachment, offeredPosition } = await uploaded(planner, address('compound', 'XQ-001'), photo)
    expect(offeredPosition?.[0]).toBeCloseTo(119.6123456, 5)
    expect(offeredPosition?.[1]).toBeCloseTo(39.9354321, 5)
    expect(attachment).toMatchObject({ position: null, type: 'image/jpeg', name: '照片.jpg', version: 1 })
    const response = await planner.get(`/api/attachments/${attachment.id}/file`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(bytes).toEqual(aPlainJpeg())
    expect(await exifr.parse(bytes).catch(() => undefined)).toBeUndefined()
    expect(leftovers()).toEqual([])
    expect(JSON.stringify(attachment)).not.toContain('sha256')
  })

  test('is sent so that nothing in it can run', async () => {
    const { attachment } = await uploaded(planner, address('compound', 'XQ-001'), aPhoto({ salt: 'headers' }))
    const response = await planner.get(`/api/attachments/${attachment.id}/file`)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(response.headers.get('cache-control')).toContain('private')
    expect(response.headers.get('content-disposition')).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent('照片.jpg')}`,
    )
    const tag = response.headers.get('etag') ?? ''
    const again = await server.get(`/api/attachments/${attachment.id}/file`, {
      cookie: planner.cookie,
      'if-none-match': tag,
    })
    expect(again.status).toBe(304)
    const nobody = await server.get(`/api/attachments/${attachment.id}/file`, { 'if-none-match': tag })
    expect(nobody.status).toBe(401)
  })

  test('gets a small picture, a note and a place; deleted it is gone, restored it is back, each step on record', async () => {
    const { attachment } = await uploaded(planner, address('compound', 'XQ-001'), aPhoto({ salt: 'life' }))
    const path = `/api/attachments/${attachment.id}`
    expect((await planner.get(`${path}/thumbnail`)).status).toBe(404)
    expect((await upload(planner, `${path}/thumbnail`, aPlainJpeg(), 'PUT')).status).toBe(200)
    expect((await planner.get(`${path}/thumbnail`)).status).toBe(200)
    const changed = await planner.send('PATCH', path, { note: '东门检查井', position: [119.6, 39.9] }, 1)
    expect(await changed.json()).toMatchObject({
      note: '东门检查井',
      position: [119.6, 39.9],
      version: 2,
      thumbnail: true,
    })
    expect((await planner.send('DELETE', path, undefined, 1)).status).toBe(412)
    expect((await planner.send('DELETE', path, undefined, 2)).status).toBe(200)
    expect((await list(planner, 'compound', 'XQ-001')).items.map(({ id }) => id)).not.toContain(attachment.id)
    expect((await planner.get(`${path}/file`)).status).toBe(404)
    const back = await planner.send('POST', `${path}/restore`, undefined, 3)
    expect(await back.json()).toMatchObject({ note: '东门检查井', version: 4 })
    expect((await planner.get(`${path}/file`)).status).toBe(200)
    const rows = await server.store.db
      .selectFrom('audit_log')
      .select('action')
      .where('entity_id', '=', attachment.id)
      .orderBy('sequence')
      .execute()
    expect(rows.map(({ action }) => action)).toEqual(['attach', 'thumbnail', 'update', 'delete', 'restore'])
  })
})

describe('what is not taken', () => {
  test.each([
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 415],
    ['HTML under the name of a photo', '<!doctype html><script>alert(1)</script>', 415],
    ['a program', 'MZ\u0090\0\u0003', 415],
    ['HEIC, with what to do instead', '\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 415],
    ['half a photo', Buffer.from(aPhoto()).subarray(0, 300).toString('latin1'), 415],
    ['nothing', '', 400],
  ])('%s', async (what, text, status) => {
    const before = (await list(planner, 'compound', 'XQ-001')).items.length
    const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
    const response = await upload(planner, address('compound', 'XQ-001', 'a.jpg'), bytes)
    const body = (await response.json()) as { detail: string }
    expect(response.status, body.detail).toBe(status)
    expect(body.detail).toContain('没有保存')
    if (what.startsWith('HEIC')) expect(body.detail).toContain('兼容性最佳')
    expect((await list(planner, 'compound', 'XQ-001')).items.length).toBe(before)
    expect(leftovers()).toEqual([])
  })

  test('what is over the limit, told beforehand or not', async () => {
    const long = new Uint8Array(MAX_BYTES + 1)
    long.set(aPdf())
    expect((await upload(planner, address('compound', 'XQ-001'), long)).status).toBe(413)
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < long.length; at += 4096) controller.enqueue(long.slice(at, at + 4096))
        controller.close()
      },
    })
    const response = await server.request(address('compound', 'XQ-001'), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', cookie: planner.cookie },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
    expect(((await response.json()) as { detail: string }).detail).toContain('没有保存')
    expect(leftovers()).toEqual([])
  })

  test('a name that is a path or a script is only ever a name', async () => {
    const name = '../../../etc/<img src=x onerror=alert(1)>.pdf'
    const { attachment } = await uploaded(planner, address('compound', 'XQ-001', name), aPdf())
    expect(attachment.name).toBe('img src=x onerror=alert(1) .pdf')
    const response = await planner.get(`/api/attachments/${attachment.id}/file`)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/)
    for (const id of ['..%2f..%2frenewal-map.sqlite', '%2e%2e', 'none']) {
      expect((await planner.get(`/api/attachments/${id}/file`)).status).toBe(404)
    }
  })

  test('a record that is not there', async () => {
    for (const [entity, id] of [
      ['compound', 'none'],
      ['connection', 'none'],
      ['score_evidence', 'XQ-001'],
    ] as const) {
      expect((await upload(planner, address(entity, id), aPhoto())).status).toBe(404)
    }
  })
})

describe('who', () => {
  test('nobody without a session, though ACCESS is public', async () => {
    expect((await upload(null, address('compound', 'XQ-001'), aPhoto())).status).toBe(401)
    expect((await server.get('/api/attachments?entity=compound&entityId=XQ-001')).status).toBe(401)
  })

  test('consent documents stay with planner and the area’s own 镇街; evidence is read by the desk', async () => {
    const own = await signedIn(server, 'subdistrict', { subdistrict: area })
    const { attachment } = await uploaded(own, address('consent', 'XQ-001', '签字表.pdf'), aPdf('signed'))
    const file = `/api/attachments/${attachment.id}/file`
    expect((await list(planner, 'consent', 'XQ-001')).items).toHaveLength(1)
    expect((await planner.get(file)).status).toBe(200)
    for (const role of ['centre', 'leader'] as const) {
      const other = await signedIn(server, role)
      expect((await other.get(file)).status).toBe(403)
      expect((await other.get('/api/attachments?entity=consent&entityId=XQ-001')).status).toBe(403)
      expect((await other.get('/api/attachments?entity=score_evidence&entityId=XQ-001:C1')).status).toBe(200)
    }
    for (const role of ['auditor', 'security', 'admin'] as const) {
      expect((await (await signedIn(server, role)).get(file)).status).toBe(403)
    }
  })

  test('镇街 adds and deletes in its own area only, and reads no signed sheets of another', async () => {
    const own = await signedIn(server, 'subdistrict', { subdistrict: area })
    const foreign = address('compound', 'XQ-002')
    expect((await upload(own, foreign, aPhoto())).status).toBe(403)
    const { attachment } = await uploaded(planner, foreign, aPhoto({ salt: 'foreign' }))
    expect((await own.send('DELETE', `/api/attachments/${attachment.id}`, undefined, 1)).status).toBe(403)
    expect((await own.get(`/api/attachments/${attachment.id}/file`)).status).toBe(200)
    expect((await own.get('/api/attachments?entity=consent&entityId=XQ-002')).status).toBe(403)
    const leader = await signedIn(server, 'leader')
    expect((await upload(leader, address('compound', 'XQ-001'), aPhoto())).status).toBe(403)
  })

  test('equal content is stored once, and each record keeps its own', async () => {
    const photo = aPhoto({ salt: 'twice' })
    const one = await uploaded(planner, address('compound', 'XQ-001'), photo)
    const two = await uploaded(planner, address('compound', 'XQ-002'), photo)
    await planner.send('DELETE', `/api/attachments/${one.attachment.id}`, undefined, 1)
    const response = await planner.get(`/api/attachments/${two.attachment.id}/file`)
    expect(response.status).toBe(200)
    const left = (await list(planner, 'compound', 'XQ-002')).items as Attachment[]
    expect(left.map(({ id }) => id)).toContain(two.attachment.id)
  })
})
