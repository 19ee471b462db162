import { bytesOf, hasText, joinBytes, numberAt } from './bytes.ts'
import { orientationOf, orientationTiff } from './orientation.ts'

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const JFIF = 0xe0
const EXIF = 0xe1
const COLOUR_PROFILE = 0xe2
const ADOBE = 0xee
const COMMENT = 0xfe

const EXIF_HEADER = 'Exif\0\0'

/**
 * A JPEG without what a camera wrote beside the picture: position, device, owner, preview, comments, and whatever
 * hangs behind its end (films of "live" photos). The coded picture itself stays byte for byte; which way is up is
 * written anew. O(n).
 * @returns null where it is no whole JPEG
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] !== 0xff || bytes[1] !== START) return null
  const kept: Uint8Array[] = []
  let head: Uint8Array | null = null
  let orientation = 1
  let scanned = false
  let at = 2
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at] === 0xff ? bytes[at + 1] : undefined
    if (marker === undefined) return null
    if (marker === END) break
    const length = numberAt(bytes, at + 2, 2, false)
    if (Number.isNaN(length) || length < 2 || at + 2 + length > bytes.length) return null
    const segment = bytes.subarray(at, at + 2 + length)
    if (marker === EXIF && hasText(segment, 4, EXIF_HEADER)) orientation = orientationOf(segment.subarray(10))
    at += segment.length
    if (marker === JFIF && head === null) head = segment
    else if (belongsToPicture(marker, segment)) kept.push(segment)
    if (marker === SCAN) {
      const end = endOfScan(bytes, at)
      kept.push(bytes.subarray(at, end))
      at = end
      scanned = true
    }
  }
  if (!scanned) return null
  return joinBytes([
    Uint8Array.of(0xff, START),
    ...(head === null ? [] : [head]),
    ...exifSegment(orientation),
    ...kept,
    Uint8Array.of(0xff, END),
  ])
}

function belongsToPicture(marker: number, segment: Uint8Array): boolean {
  if (marker === COLOUR_PROFILE) return hasText(segment, 4, 'ICC_PROFILE')
  if (marker === ADOBE) return true
  const isApplication = marker >= 0xe0 && marker <= 0xef
  return !isApplication && marker !== COMMENT
}

/** Coded data runs up to the next marker that is neither a stuffed byte (FF00) nor a restart (FFD0–FFD7). */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length - 1; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

function exifSegment(orientation: number): readonly Uint8Array[] {
  const tiff = orientationTiff(orientation)
  if (tiff === null) return []
  const length = 2 + EXIF_HEADER.length + tiff.length
  return [Uint8Array.of(0xff, EXIF, length >> 8, length & 0xff), bytesOf(EXIF_HEADER), tiff]
}
