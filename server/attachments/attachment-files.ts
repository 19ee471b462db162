import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'

/** Enough to tell any file by its first bytes. */
const HEAD_BYTES = 4100

/** A body on its way in: on the disk, not yet under its name. */
export interface ReceivedFile {
  readonly size: number
  readonly head: Uint8Array
  readonly sha256: string
  /** All of it in memory; only for pictures, whose size is limited. */
  read(): Promise<Uint8Array>
  /** Puts it under its name as it is. */
  keep(): Promise<void>
  /** Removes what is not kept. */
  discard(): Promise<void>
}

/**
 * Files of attachments outside the web root, each under the SHA-256 of its content: equal content is stored once, and no
 * name a person gave ever becomes a path. Nothing is removed: a deleted attachment can be taken back.
 */
export interface AttachmentFiles {
  /** Streams a body to the disk. @returns null where it is longer than `maxBytes`; nothing is left then */
  receive(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<ReceivedFile | null>
  /** @returns the name: SHA-256 in hexadecimal */
  store(bytes: Uint8Array): Promise<string>
  /** null where there is no such file */
  open(sha256: string): Promise<{ readonly size: number; stream(): ReadableStream<Uint8Array> } | null>
  pathOf(sha256: string): string
}

export function openAttachmentFiles(folder: string): AttachmentFiles {
  const incoming = join(folder, 'incoming')

  function pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return join(folder, sha256.slice(0, 2), sha256)
  }

  /** Whole under its name or not at all; a power cut leaves at most a file nobody speaks of. */
  async function moveIn(draft: string, sha256: string): Promise<void> {
    const target = pathOf(sha256)
    await mkdir(dirname(target), { recursive: true })
    await rename(draft, target)
  }

  async function newDraft() {
    await mkdir(incoming, { recursive: true })
    const draft = join(incoming, randomUUID())
    return { draft, handle: await open(draft, 'wx') }
  }

  return {
    pathOf,
    async receive(body, maxBytes) {
      const { draft, handle } = await newDraft()
      const hash = createHash('sha256')
      const head: Uint8Array[] = []
      let size = 0
      try {
        for await (const piece of body ?? []) {
          size += piece.length
          if (size > maxBytes) {
            await rm(draft, { force: true })
            return null
          }
          if (size - piece.length < HEAD_BYTES) head.push(piece)
          hash.update(piece)
          await handle.write(piece)
        }
        await handle.sync()
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      } finally {
        await handle.close()
      }
      const sha256 = hash.digest('hex')
      return {
        size,
        sha256,
        head: Buffer.concat(head).subarray(0, HEAD_BYTES),
        read: () => readFile(draft),
        keep: () => moveIn(draft, sha256),
        discard: () => rm(draft, { force: true }),
      }
    },
    async store(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const { draft, handle } = await newDraft()
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await moveIn(draft, sha256)
      return sha256
    },
    async open(sha256) {
      const path = pathOf(sha256)
      const found = await stat(path).catch(() => null)
      if (found === null) return null
      return {
        size: found.size,
        stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
      }
    },
  }
}
