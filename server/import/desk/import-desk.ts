import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportReport } from '#core/api/imports.ts'
import { kindsOf, type ImportWish } from '#core/import/who-may.ts'
import type { AuditActor } from '../../store/audit.ts'
import { readImport, readImportOfShape, saveImport, type StoredImport } from '../../store/imports.ts'
import type { Store } from '../../store/store.ts'
import { applyImport, OutdatedImport } from '../run/apply-import.ts'
import { readImportContext, type Importer } from '../run/import-context.ts'
import { fieldsOf, proposeParts, type ImportPlan } from '../run/import-plan.ts'
import { prepareImport } from '../run/prepare-import.ts'
import { readSpool } from '../run/spool.ts'
import { openSource } from '../source/open-source.ts'
import { UnreadableFile, type Source } from '../source/source.ts'

/** What is kept of an import beside its state. */
export interface ImportSummary {
  readonly report: ImportReport | null
  readonly unreadable: string | null
  readonly failure: string | null
  readonly remembered: boolean
}

export type DeskImport = StoredImport<ImportPlan, ImportSummary>

export interface RunningImport {
  readonly step: 'checking' | 'applying'
  readonly rows: number
}

/** A file larger than this is refused while it arrives, bytes. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3

/** A file that is larger than is taken. */
export class TooLargeUpload extends Error {
  override readonly name = 'TooLargeUpload'
}

/** Where people work on imports: files that were uploaded, their plans, and what runs. */
export interface ImportDesk {
  /** Takes a file in and looks at what it holds. @throws {TooLargeUpload} */
  upload(
    wish: ImportWish,
    name: string,
    body: ReadableStream<Uint8Array>,
    actor: AuditActor,
  ): Promise<DeskImport>
  /** The file again. @throws {UnreadableFile} */
  open(record: DeskImport): Promise<Source>
  change(record: DeskImport, plan: ImportPlan): Promise<DeskImport>
  /** Checks in the background; a second call while it runs starts nothing. */
  check(record: DeskImport, importer: Importer): void
  /** Stores in the background; a second call while it runs starts nothing. */
  apply(record: DeskImport, importer: Importer, actor: AuditActor): void
  running(id: string): RunningImport | null
  /** Stops what runs; nothing is stored. */
  cancel(id: string): void
  discard(record: DeskImport): Promise<void>
}

/** @param folder where uploaded files lie until they are stored or thrown away */
export function createImportDesk(
  store: Store,
  folder: string,
  report: (error: Error, path: string) => void,
  now: () => Date = () => new Date(),
): ImportDesk {
  const runs = new Map<string, { step: RunningImport['step']; rows: number; stop: AbortController }>()
  const fileOf = (id: string): string => join(folder, id, 'file')
  const spoolOf = (id: string): string => join(folder, id, 'rows')

  const save = async (record: DeskImport, changes: Partial<DeskImport>): Promise<DeskImport> => {
    const next = { ...record, ...changes, version: record.version + 1, updatedAt: now().toISOString() }
    await store.writeAside((session) => saveImport(session, next))
    return next
  }

  const run = (
    record: DeskImport,
    step: RunningImport['step'],
    work: (watch: Watch) => Promise<void>,
  ): void => {
    if (runs.has(record.id)) return
    const entry = { step, rows: 0, stop: new AbortController() }
    runs.set(record.id, entry)
    const onRows = (rows: number): void => void (entry.rows = rows)
    void work({ signal: entry.stop.signal, onRows })
      .catch(async (error: unknown) => {
        const stopped = entry.stop.signal.aborted
        if (!stopped && !(error instanceof OutdatedImport)) report(asError(error), `import ${record.id}`)
        // Whoever was quicker has ended it: their word stands.
        const current = (await readImport(store, record.id)) as DeskImport | null
        if (current?.state !== 'open') return
        await save(current, { summary: { ...summaryOf(current), failure: explainFailure(error, stopped) } })
      })
      .catch((error: unknown) => report(asError(error), `import ${record.id}`))
      .finally(() => runs.delete(record.id))
  }

  return {
    async upload(wish, name, body, actor) {
      const id = randomUUID()
      await mkdir(join(folder, id), { recursive: true })
      try {
        await receive(body, fileOf(id))
        const looked = await look(store, wish, { path: fileOf(id), name, fields: fieldsOf(wish) })
        const at = now().toISOString()
        const record: DeskImport = {
          id,
          wish,
          version: 1,
          fileName: name,
          state: 'open',
          authorId: actor.id,
          author: actor.name,
          createdAt: at,
          updatedAt: at,
          ...looked,
        }
        await store.writeAside((session) => saveImport(session, record))
        return record
      } catch (error) {
        await rm(join(folder, id), { recursive: true, force: true })
        throw error
      }
    },
    open: ({ id, fileName, wish }) =>
      openSource({ path: fileOf(id), name: fileName, fields: fieldsOf(wish as ImportWish) }),
    change: (record, plan) =>
      save(record, {
        plan,
        summary: { ...summaryOf(record), report: null, failure: null, remembered: false },
      }),
    check(record, importer) {
      run(record, 'checking', async (watch) => {
        const prepared = await prepareImport(
          store,
          {
            path: fileOf(record.id),
            name: record.fileName,
            wish: record.wish as ImportWish,
            plan: record.plan,
            spool: spoolOf(record.id),
            importer,
            now: now(),
          },
          watch,
        )
        const { difference, rows, faults, faultCount, choice } = prepared
        const found: ImportReport = {
          rows,
          faultCount,
          faults: [...faults],
          choice: choice as ImportReport['choice'],
          kinds: [...(difference?.kinds ?? [])],
          touched: (difference?.touched ?? []).map((one) => ({ ...one, facts: [...one.facts] })),
          goneIds: [...(difference?.goneIds ?? [])],
          notes: [...(difference?.notes ?? [])],
          repairs: (difference?.repairs ?? []).map((one) => ({ ...one, position: [...one.position] })),
          repairCount: difference?.repairCount ?? 0,
        }
        await save(record, { summary: { ...summaryOf(record), report: found, failure: null } })
      })
    },
    apply(record, importer, actor) {
      const { plan } = record
      if (plan === null) return
      run(record, 'applying', async (watch) => {
        const spool = spoolOf(record.id)
        const ids = await idsOfSpool(spool, plan)
        await store.write(async (session) => {
          // Under the write lock: a second request that came just after the first had ended stores nothing.
          if ((await readImport(session, record.id))?.state !== 'open') return
          const context = await readImportContext(
            session,
            kindsOf(record.wish as ImportWish),
            importer,
            now(),
          )
          const checked = { id: record.id, fileName: record.fileName, plan, spool, ids }
          const kinds = await applyImport(session, checked, context, actor, watch)
          const { report: last, ...rest } = summaryOf(record)
          const summary = { ...rest, failure: null, report: last === null ? null : { ...last, kinds } }
          await saveImport(session, {
            ...record,
            summary,
            state: 'applied',
            version: record.version + 1,
            updatedAt: now().toISOString(),
          })
        })
        await rm(join(folder, record.id), { recursive: true, force: true })
      })
    },
    running(id) {
      const entry = runs.get(id)
      return entry === undefined ? null : { step: entry.step, rows: entry.rows }
    },
    cancel: (id) => runs.get(id)?.stop.abort(new Error('cancelled')),
    async discard(record) {
      runs.get(record.id)?.stop.abort(new Error('cancelled'))
      await save(record, { state: 'discarded' })
      await rm(join(folder, record.id), { recursive: true, force: true })
    },
  }
}

interface Watch {
  readonly signal: AbortSignal
  onRows(rows: number): void
}

export function summaryOf({ summary }: DeskImport): ImportSummary {
  return summary ?? { report: null, unreadable: null, failure: null, remembered: false }
}

/** Writes the body as it arrives. @throws {TooLargeUpload} */
async function receive(body: ReadableStream<Uint8Array>, path: string): Promise<void> {
  let size = 0
  async function* measured(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      size += chunk.length
      if (size > LARGEST_UPLOAD) throw new TooLargeUpload()
      yield chunk
    }
  }
  await pipeline(Readable.from(body), measured, createWriteStream(path))
}

/** Proposes a plan: as an earlier import with the same headings had it, else by the headings themselves. */
async function look(
  store: Store,
  wish: ImportWish,
  request: Parameters<typeof openSource>[0],
): Promise<Pick<DeskImport, 'plan' | 'shape' | 'summary'>> {
  let source: Source
  try {
    source = await openSource(request)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    const summary = { report: null, unreadable: error.message, failure: null, remembered: false }
    return { plan: null, shape: null, summary }
  }
  try {
    const shape = JSON.stringify(source.layers.map(({ name, columns }) => [name, columns]))
    const earlier = (await readImportOfShape(store, wish, shape)) as DeskImport | null
    const plan = earlier?.plan ?? {
      parts: proposeParts(source, wish),
      coordinates: null,
      gone: 'keep' as const,
    }
    const summary = { report: null, unreadable: null, failure: null, remembered: earlier !== null }
    return { plan: { ...plan, gone: 'keep' }, shape, summary }
  } finally {
    await source.close()
  }
}

async function idsOfSpool(spool: string, plan: ImportPlan): Promise<Map<string, Set<string>>> {
  const ids = new Map(plan.parts.map(({ kind }) => [kind as string, new Set<string>()]))
  if (plan.gone === 'keep') return ids
  for await (const rows of readSpool(spool, 1_000)) for (const { kind, id } of rows) ids.get(kind)?.add(id)
  return ids
}

function explainFailure(error: unknown, stopped: boolean): string {
  if (stopped) return '已取消,一条也没有导入'
  if (error instanceof OutdatedImport) return '检查之后数据又有变化,一条也没有导入;请重新检查'
  return '没有完成,一条也没有导入;请重试,仍不成功时请联系系统管理员'
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
