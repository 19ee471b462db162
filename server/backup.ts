import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createHash, randomUUID } from 'node:crypto'
import { openAttachmentFiles } from './attachments/attachment-files.ts'
import { attachmentFolder, databaseFile } from './open-database.ts'
import { readAttachmentFiles } from './store/attachments.ts'
import { recordAudit } from './store/audit.ts'
import type { AuditActor } from './store/audit.ts'
import { verifyAudit } from './store/audit-trail.ts'
import { countCompounds } from './store/compounds.ts'
import { raiseDataVersion, readDataVersion } from './store/data-version.ts'
import { migrate } from './store/migrate.ts'
import { copySqlite, makeSingleFile, removeSqlite } from './store/sqlite/copy-sqlite.ts'
import { packFiles, unpackFiles } from './store/sqlite/files-in-sqlite.ts'
import { openSqlite } from './store/sqlite/open-sqlite.ts'
import { StoreError } from './store/store-error.ts'
import type { Store } from './store/store.ts'

/** What a copy holds, for the operator to recognise it by. */
export interface BackupFacts {
  readonly compounds: number
  readonly dataVersion: number
  readonly auditRows: number
  /** Files of attachments, deleted ones included. */
  readonly files: number
}

export interface BackedUp extends BackupFacts {
  /** Files that rows speak of and that are not on the disk. */
  readonly missingFiles: number
}

/**
 * Copies the database and the files of attachments into one file, consistent while people work, and proves the copy by
 * opening it. The file appears under its name only once it is whole. Files are never changed or removed, so that all
 * of those the copied rows speak of are there.
 * @param wish `files: false` copies the database alone, for a copy that stays beside its files
 * @throws {StoreError}
 */
export async function backUp(
  dataDir: string,
  file: string,
  wish: { readonly files: boolean } = { files: true },
): Promise<BackedUp> {
  const target = resolve(file)
  const draft = join(dirname(target), `.${randomUUID()}.part`)
  try {
    await copySqlite(databaseFile(dataDir), draft)
    const { names, ...facts } = await inspect(draft)
    const { pathOf } = openAttachmentFiles(attachmentFolder(dataDir))
    const missing = wish.files ? packFiles(draft, names, pathOf) : []
    makeSingleFile(draft)
    renameSync(draft, target)
    return { ...facts, missingFiles: missing.length }
  } finally {
    removeSqlite(draft)
  }
}

export interface Restored extends BackupFacts {
  /** Where what was there before is kept; null when there was nothing. */
  readonly keptAs: string | null
}

/**
 * Puts a backup in place of the database, also under a running server. The backup is opened, checked and brought up to
 * date on a copy first; what was there before is kept beside it.
 * @throws {StoreError} before anything is changed
 */
export async function restore(
  dataDir: string,
  file: string,
  actor: AuditActor,
  now: Date,
): Promise<Restored> {
  mkdirSync(dataDir, { recursive: true })
  const target = databaseFile(dataDir)
  const draft = join(dataDir, `.restore-${randomUUID()}.sqlite`)
  try {
    await copySqlite(resolve(file), draft)
    unpackInto(dataDir, draft)
    const version = await usableVersion(target)
    const facts = await prepare(draft, version ?? 0, actor, resolve(file))
    const keptAs = existsSync(target) ? join(dataDir, `before-restore-${stamp(now)}.sqlite`) : null
    if (keptAs !== null && version !== null) await backUp(dataDir, keptAs, { files: false })
    // A damaged file cannot be written through; no server runs on one.
    if (keptAs !== null && version === null) renameSync(target, keptAs)
    if (version === null) removeSqlite(target)
    await copySqlite(draft, target)
    return { ...facts, keptAs }
  } finally {
    removeSqlite(draft)
  }
}

/** Files first: were the database there without them, somebody would ask for one in vain. */
function unpackInto(dataDir: string, draft: string): void {
  const { pathOf } = openAttachmentFiles(attachmentFolder(dataDir))
  unpackFiles(draft, (name, bytes) => {
    if (createHash('sha256').update(bytes).digest('hex') !== name) {
      throw new StoreError('corrupt', `attachment ${name}`)
    }
    const path = pathOf(name)
    if (existsSync(path)) return
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.part`, bytes)
    renameSync(`${path}.part`, path)
  })
}

/** Data version of the database that is there; null where there is none or it is damaged. */
async function usableVersion(file: string): Promise<number | null> {
  if (!existsSync(file)) return null
  try {
    const store = openSqlite(file)
    try {
      return await readDataVersion(store)
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof StoreError && error.fault === 'corrupt') return null
    throw error
  }
}

/** Up to date, newer in count than anything a running server remembers, and with the restore itself on record. */
async function prepare(
  draft: string,
  version: number,
  actor: AuditActor,
  file: string,
): Promise<BackupFacts> {
  const store = openSqlite(draft)
  try {
    await migrate(store)
    const { names: _names, ...facts } = await factsOf(store)
    await store.write(async (session) => {
      await raiseDataVersion(session, version + 1)
      await recordAudit(session, {
        actor,
        action: 'restore',
        entity: 'database',
        entityId: 'renewal-map',
        after: { file, ...facts },
      })
    })
    return facts
  } finally {
    await store.close()
    makeSingleFile(draft)
  }
}

async function inspect(file: string): Promise<BackupFacts & { readonly names: readonly string[] }> {
  const store = openSqlite(file)
  try {
    // A database of yesterday's program is told by today's tables; its copy alone is brought up to date.
    await migrate(store)
    return await factsOf(store)
  } finally {
    await store.close()
  }
}

async function factsOf(store: Store): Promise<BackupFacts & { readonly names: readonly string[] }> {
  const audit = await verifyAudit(store)
  const names = await readAttachmentFiles(store)
  return {
    names,
    files: names.length,
    compounds: await countCompounds(store),
    dataVersion: await readDataVersion(store),
    auditRows: audit.whole ? audit.rows : audit.sequence,
  }
}

function stamp(now: Date): string {
  return now
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[:T-]/g, '')
}
