import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { UnreadableFile } from './source.ts'

/** What one packed file may grow to, and all of them together, bytes. */
const LARGEST_ENTRY = 2 * 1024 ** 3
const LARGEST_ARCHIVE = 3 * 1024 ** 3
/** Real tables and shapes pack to a tenth or a hundredth; what packs further and is large is a bomb. */
const HIGHEST_RATIO = 300
const RATIO_COUNTS_FROM = 20 * 1024 ** 2
const MOST_ENTRIES = 5_000

/** A zip file whose contents are only unpacked in streams, and never onto the disk. */
export interface ZipArchive {
  readonly names: readonly string[]
  /** Size unpacked, bytes. */
  sizeOf(name: string): number
  /** @throws {UnreadableFile} where there is no such file in it */
  stream(name: string): Promise<Readable>
  close(): void
}

/** @throws {UnreadableFile} for what is no zip, leaves its folder, or would grow out of all proportion */
export async function openZip(path: string): Promise<ZipArchive> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) => {
      if (error) reject(new UnreadableFile('压缩文件已损坏或不完整,请重新导出', {}, { cause: error }))
      else resolve(opened)
    })
  })
  try {
    const entries = await readEntries(zip)
    refuseBombs([...entries.values()])
    return {
      names: [...entries.keys()],
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
      stream: (name) => openEntry(zip, entries.get(name), name),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= MOST_ENTRIES) {
        reject(new UnreadableFile(`压缩包内文件超过 ${MOST_ENTRIES} 个,拒绝打开`))
        return
      }
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', () => resolve(entries))
    // yauzl itself refuses absolute names and `..`.
    zip.once('error', (error: Error) => {
      const outside = /relative path|absolute path|invalid characters/i.test(error.message)
      const message = outside ? '压缩包内有指向包外的路径,拒绝打开' : '压缩文件已损坏或不完整,请重新导出'
      reject(new UnreadableFile(message, {}, { cause: error }))
    })
    zip.readEntry()
  })
}

function refuseBombs(entries: readonly Entry[]): void {
  let total = 0
  for (const { uncompressedSize, compressedSize, fileName } of entries) {
    total += uncompressedSize
    const ratio = uncompressedSize / Math.max(1, compressedSize)
    if (uncompressedSize > LARGEST_ENTRY || (uncompressedSize > RATIO_COUNTS_FROM && ratio > HIGHEST_RATIO)) {
      throw new UnreadableFile(`压缩包内的 ${fileName} 解压后异常膨胀,拒绝打开`)
    }
  }
  if (total > LARGEST_ARCHIVE) throw new UnreadableFile('压缩包解压后过大,拒绝打开')
}

function openEntry(zip: ZipFile, entry: Entry | undefined, name: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (entry === undefined) {
      reject(new UnreadableFile(`压缩包内缺少 ${name},文件不完整`))
      return
    }
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(new UnreadableFile(`压缩包内的 ${name} 无法读取`, {}, { cause: error }))
      else resolve(stream)
    })
  })
}

/** The whole of a small entry. @throws {UnreadableFile} where it is larger than `most` bytes */
export async function readEntry(zip: ZipArchive, name: string, most: number): Promise<Buffer> {
  if (zip.sizeOf(name) > most) throw new UnreadableFile(`压缩包内的 ${name} 过大,拒绝打开`)
  const stream = await zip.stream(name)
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk as Buffer)
  } catch (error) {
    throw new UnreadableFile(`压缩包内的 ${name} 已损坏`, {}, { cause: error })
  }
  return Buffer.concat(chunks)
}
