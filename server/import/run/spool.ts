import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { StagedRow } from '#core/import/stage-row.ts'

/** Rows found in order, one a line, so that what was checked is what is stored, and memory does not grow with the file. */
export interface SpoolWriter {
  write(rows: readonly StagedRow[]): Promise<void>
  close(): Promise<void>
}

export function createSpool(path: string): SpoolWriter {
  const stream = createWriteStream(path, { highWaterMark: 1024 * 1024 })
  let failure: Error | null = null
  stream.on('error', (error) => (failure ??= error))
  return {
    async write(rows) {
      if (failure !== null) throw failure
      if (rows.length === 0) return
      const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
      if (!stream.write(text)) await once(stream, 'drain')
    },
    async close() {
      if (failure !== null) throw failure
      stream.end()
      await once(stream, 'finish')
    },
  }
}

/** The rows again, in portions of one kind. */
export async function* readSpool(path: string, portion: number): AsyncGenerator<StagedRow[]> {
  const lines = createInterface({
    input: createReadStream(path, { highWaterMark: 1024 * 1024 }),
    crlfDelay: Infinity,
  })
  let rows: StagedRow[] = []
  for await (const line of lines) {
    // This program wrote it a moment ago.
    const row = JSON.parse(line) as StagedRow
    if (rows.length >= portion || (rows[0] !== undefined && rows[0].kind !== row.kind)) {
      yield rows
      rows = []
    }
    rows.push(row)
  }
  if (rows.length > 0) yield rows
}
