import { hasText, joinBytes, numberAt } from './bytes.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Chunks that say how the picture looks; texts, times, Exif and private chunks say who made it where. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD acTL fcTL fdAT cICP'.split(' '),
)

/**
 * A PNG without texts, times, positions and what hangs behind its end. O(n).
 * @returns null where it is no whole PNG
 */
export function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return null
  const kept: Uint8Array[] = [SIGNATURE]
  let at = SIGNATURE.length
  for (;;) {
    const length = numberAt(bytes, at, 4, false)
    if (Number.isNaN(length) || at + 12 + length > bytes.length) return null
    const chunk = bytes.subarray(at, at + 12 + length)
    if (KEPT.has(String.fromCharCode(...chunk.subarray(4, 8)))) kept.push(chunk)
    if (hasText(chunk, 4, 'IEND')) return joinBytes(kept)
    at += chunk.length
  }
}
