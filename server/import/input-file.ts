import { open } from 'node:fs/promises'

/** So much of a file is looked at before all of it is read, bytes. */
const HEAD = 64 * 1024

/** What a file is expected to hold; JSON of any kind begins like GeoJSON. */
export type FileKind = 'GeoJSON' | 'SWMM'

export interface ReadFile {
  readonly text: string | null
  /** What is wrong with it, in one line; null where nothing is. */
  readonly what: string | null
}

/**
 * Reads a text file whose beginning looks like what it should be. A hundred megabytes of something else are refused by
 * their first 64 KB, so that they cost no more memory than that.
 *
 * @throws as `open` does, where the file cannot be read at all
 */
export async function readInputFile(path: string, kind: FileKind): Promise<ReadFile> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(HEAD)
    const { bytesRead } = await file.read(head, 0, HEAD, 0)
    const what = whyNot(head.subarray(0, bytesRead), kind)
    return what === null ? { text: await file.readFile('utf8'), what } : { text: null, what }
  } finally {
    await file.close()
  }
}

function whyNot(head: Buffer, kind: FileKind): string | null {
  const unlike = kind === 'GeoJSON' ? 'no JSON' : 'no section'
  if (head.includes(0)) return unlike
  const start = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  // An empty file is told as such by whoever reads it.
  if (start === '') return null
  const isLike = kind === 'GeoJSON' ? /^[{[]/.test(start) : /^\s*\[/m.test(start)
  return isLike ? null : unlike
}
