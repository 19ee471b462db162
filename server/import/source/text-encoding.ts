import { open } from 'node:fs/promises'

/** How much of a file decides on its encoding. */
const SAMPLE = 1024 * 1024

export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030'

/** UTF-8 unless its bytes say otherwise: a byte order mark, or bytes that are no UTF-8, which then are taken as GBK. */
export async function detectEncoding(path: string): Promise<TextEncoding> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0)
    return encodingOf(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** @param bytes the beginning of a file; a character cut at its end does not count */
export function encodingOf(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    decoder.decode(bytes, { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}
