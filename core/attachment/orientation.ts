import { hasText, numberAt } from './bytes.ts'

/** Tag of the one thing a photo keeps: which way is up (Exif 2.32, 4.6.4). */
const ORIENTATION = 0x0112
const UPRIGHT = 1

/** Orientation 1–8 in a TIFF structure; 1 (upright) where it says nothing or nonsense. */
export function orientationOf(tiff: Uint8Array): number {
  const little = hasText(tiff, 0, 'II')
  if (!little && !hasText(tiff, 0, 'MM')) return UPRIGHT
  const directory = numberAt(tiff, 4, 4, little)
  const count = numberAt(tiff, directory, 2, little)
  if (Number.isNaN(count)) return UPRIGHT
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (numberAt(tiff, entry, 2, little) !== ORIENTATION) continue
    const value = numberAt(tiff, entry + 8, 2, little)
    return value >= 1 && value <= 8 ? value : UPRIGHT
  }
  return UPRIGHT
}

/** The smallest TIFF structure that tells an orientation, and nothing else; null where upright goes without saying. */
export function orientationTiff(orientation: number): Uint8Array | null {
  if (orientation === UPRIGHT) return null
  const tiff = new Uint8Array(26)
  const view = new DataView(tiff.buffer)
  tiff.set([0x4d, 0x4d, 0, 42])
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, ORIENTATION)
  view.setUint16(12, 3)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return tiff
}
