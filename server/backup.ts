import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { randomUUID } from 'node:crypto'
import { databaseFile } from './open-database.ts'
import { recordAudit } from './store/audit.ts'
import type { AuditActor } from './store/audit.ts'
import { verifyAudit } from './store/audit-trail.ts'
import { countCompounds } from './store/compounds.ts'
import { raiseDataVersion, readDataVersion } from './store/data-version.ts'
import { migrate } from './store/migrate.ts'
import { copySqlite, makeSingleFile, removeSqlite } from './store/sqlite/copy-sqlite.ts'
import { openSqlite } from './store/sqlite/open-sqlite.ts'
import { StoreError } from './store/store-error.ts'
import type { Store } from './store/store.ts'

/** What a copy holds, for the operator to recognise it by. */
export interface BackupFacts {
  readonly compounds: number
  readonly dataVersion: number
  readonly auditRows: number
}

/**
 * Copies the database into one file, consistent while people work, and proves the copy by opening it. The file appears
 * under its name only once it is whole.
 * @throws {StoreError}
 */
export async function backUp(dataDir: string, file: string): Promise<BackupFacts> {
  const target = resolve(file)
  const draft = join(dirname(target), `.${randomUUID()}.part`)
  try {
    await copySqlite(databaseFile(dataDir), draft)
    const facts = await inspect(draft)
    makeSingleFile(draft)
    renameSync(draft, target)
    return facts
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
    const version = await usableVersion(target)
    const facts = await prepare(draft, version ?? 0, actor, resolve(file))
    const keptAs = existsSync(target) ? join(dataDir, `before-restore-${stamp(now)}.sqlite`) : null
    if (keptAs !== null && version !== null) await backUp(dataDir, keptAs)
    // A damaged file cannot be written through; no server runs on one.
    if (keptAs !== null && version === null) renameSync(target, keptAs)
    if (version === null) removeSqlite(target)
    await copySqlite(draft, target)
    return { ...facts, keptAs }
  } finally {
    removeSqlite(draft)
  }
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
    const facts = await factsOf(store)
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

async function inspect(file: string): Promise<BackupFacts> {
  const store = openSqlite(file)
  try {
    return await factsOf(store)
  } finally {
    await store.close()
  }
}

async function factsOf(store: Store): Promise<BackupFacts> {
  const audit = await verifyAudit(store)
  return {
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
