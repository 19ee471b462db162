/** Pieces of a file, one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** Does the text (Latin letters) stand at this place? */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false
  }
  return true
}

/** The Latin letters of a text as bytes. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Numbers of a file, read in one order of bytes; NaN beyond the end. */
export function numberAt(bytes: Uint8Array, at: number, size: 2 | 4, littleEndian: boolean): number {
  if (at < 0 || at + size > bytes.length) return Number.NaN
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, size)
  return size === 2 ? view.getUint16(0, littleEndian) : view.getUint32(0, littleEndian)
}
