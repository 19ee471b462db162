import { bytesOf, hasText, joinBytes, numberAt } from './bytes.ts'
import { orientationOf, orientationTiff } from './orientation.ts'

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** Bits of the VP8X chunk that announce Exif and XMP. */
const EXIF_BIT = 0x08
const XMP_BIT = 0x04

/**
 * A WebP without Exif, XMP and what hangs behind its end; which way is up is written anew. O(n).
 * @returns null where it is no whole WebP
 */
export function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!hasText(bytes, 0, 'RIFF') || !hasText(bytes, 8, 'WEBP')) return null
  const end = 8 + numberAt(bytes, 4, 4, true)
  if (Number.isNaN(end) || end > bytes.length) return null
  const kept: Uint8Array[] = []
  let tiff: Uint8Array | null = null
  let extended = -1
  for (let at = 12; at < end;) {
    const length = numberAt(bytes, at + 4, 4, true)
    // Chunks stand at even places.
    const next = at + 8 + length + (length % 2)
    if (Number.isNaN(length) || at + 8 + length > end) return null
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    if (name === 'EXIF') tiff = orientationTiff(orientationOf(bytes.subarray(at + 8, at + 8 + length)))
    if (name === 'VP8X') extended = kept.length
    if (KEPT.has(name)) kept.push(bytes.slice(at, Math.min(next, end)))
    at = next
  }
  if (
    !kept.some((chunk) => hasText(chunk, 0, 'VP8 ') || hasText(chunk, 0, 'VP8L') || hasText(chunk, 0, 'ANMF'))
  )
    return null
  const header = kept[extended]
  if (header !== undefined) {
    header[8] = ((header[8] ?? 0) & ~(EXIF_BIT | XMP_BIT)) | (tiff === null ? 0 : EXIF_BIT)
    if (tiff !== null) kept.push(exifChunk(tiff))
  }
  const body = joinBytes([bytesOf('WEBP'), ...kept])
  return joinBytes([bytesOf('RIFF'), littleEndian(body.length), body])
}

function exifChunk(tiff: Uint8Array): Uint8Array {
  return joinBytes([bytesOf('EXIF'), littleEndian(tiff.length), tiff])
}

function littleEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}
