import type { AttachmentType } from './attachment.ts'
import { stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

/**
 * A picture with nothing but the picture: no position, device, owner or text. The same pixels, byte for byte.
 *
 * @example
 * stripMetadata('image/jpeg', bytes) // null: cut off, or no JPEG at all
 * @returns null where the file is not whole
 */
export function stripMetadata(
  type: Exclude<AttachmentType, 'application/pdf'>,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> | null {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes)
    case 'image/png':
      return stripPng(bytes)
    case 'image/webp':
      return stripWebp(bytes)
  }
}
