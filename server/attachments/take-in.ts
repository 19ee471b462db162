import exifr from 'exifr'
import { fileTypeFromBuffer } from 'file-type'
import { isAttachmentType } from '#core/attachment/attachment.ts'
import type { AttachmentType } from '#core/attachment/attachment.ts'
import { stripMetadata } from '#core/attachment/strip-metadata.ts'
import type { AttachmentFiles } from './attachment-files.ts'

/** A file that is stored now, under its hash. */
export interface TakenIn {
  readonly type: AttachmentType
  readonly size: number
  readonly sha256: string
  /** Place in the photo's Exif block, which is not stored with it. */
  readonly offeredPosition: [lng: number, lat: number] | null
}

export type TakeInResult =
  | { readonly ok: true; readonly file: TakenIn }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly why: string }

/**
 * Takes a file in: told by its content, pictures without what the camera wrote beside them.
 * @param maxBytes longest file taken
 */
export async function takeIn(
  files: AttachmentFiles,
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<TakeInResult> {
  const received = await files.receive(body, maxBytes)
  if (received === null) return { ok: false, status: 413, why: tooLong(maxBytes) }
  try {
    if (received.size === 0) return { ok: false, status: 400, why: '文件是空的,没有保存' }
    const type = await typeOf(received.head)
    if (!isAttachmentType(type)) return { ok: false, status: 415, why: refusalOf(type) }
    if (type === 'application/pdf') {
      await received.keep()
      const { size, sha256 } = received
      return { ok: true, file: { type, size, sha256, offeredPosition: null } }
    }
    const bytes = await received.read()
    const clean = stripMetadata(type, bytes)
    if (clean === null) {
      return { ok: false, status: 415, why: '图片不完整或已损坏,没有保存。请重新拍摄或导出后再上传' }
    }
    const sha256 = await files.store(clean)
    const offeredPosition = await positionOf(bytes)
    return { ok: true, file: { type, size: clean.length, sha256, offeredPosition } }
  } finally {
    await received.discard()
  }
}

/** Chinese: too long for the limit set. */
export function tooLong(maxBytes: number): string {
  return `文件超过 ${Math.floor(maxBytes / 1024 / 1024)} MB 的上限,没有保存。请压缩后重试`
}

/** Type by content; '' where the bytes are of no known kind (texts, HTML and scripts among them). */
async function typeOf(head: Uint8Array): Promise<string> {
  return (await fileTypeFromBuffer(head))?.mime ?? ''
}

function refusalOf(type: string): string {
  if (/hei[cf]/.test(type)) {
    return 'HEIC 照片在多数浏览器中不能显示,没有保存。请把手机相机格式改为“兼容性最佳”(JPEG),或导出为 JPEG 后上传'
  }
  return '只接受 JPEG、PNG、WebP 图片和 PDF(按文件内容判断,与扩展名无关),没有保存'
}

/** WGS 84, rounded to the centimetre; null where the photo tells none, or one that cannot be. */
async function positionOf(bytes: Uint8Array): Promise<TakenIn['offeredPosition']> {
  const found = await exifr.gps(bytes).catch(() => undefined)
  const [lng, lat] = [found?.longitude ?? Number.NaN, found?.latitude ?? Number.NaN]
  // 0, 0 is what cameras write that have not found their place yet.
  const usable = Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && !(lng === 0 && lat === 0)
  return usable ? [round(lng), round(lat)] : null
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7
}
