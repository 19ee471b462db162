import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { catchUpShippedData } from '#server/import/catch-up.ts'
import { loadShippedData } from '#server/import/first-load.ts'
import { databaseFile, openDatabase } from '#server/open-database.ts'
import { verifyAudit } from '#server/store/audit-trail.ts'
import { readCompound } from '#server/store/compounds.ts'
import { NO_CONSENT_RECORD, readConsentRecord, saveConsent } from '#server/store/consent.ts'
import { readDataVersion } from '#server/store/data-version.ts'
import { readPlans } from '#server/store/plans.ts'
import { readProgrammes } from '#server/store/programmes.ts'
import type { Store } from '#server/store/store.ts'
import { SHIPPED_DATA } from '#tests/builders/server-builder.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** The database of an earlier release: without the notice's plan, channels of consent, gates of the province. */
async function anEarlierDatabase(demo: boolean): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'renewal-map-catch-up-'))
  folders.push(folder)
  const store = await openDatabase(folder)
  await loadShippedData(store, SHIPPED_DATA, demo ? join(SHIPPED_DATA, 'demo') : null)
  const raw = new Database(databaseFile(folder))
  raw.exec('delete from plans; delete from consent_records')
  raw.exec("update programmes set document = json_remove(document, '$.policy.provincial')")
  raw.exec("delete from meta where name = 'shippedRevision'")
  raw.close()
  return store
}

test('an earlier database gets what a new one has, once, and nothing that people entered is touched', async () => {
  const store = await anEarlierDatabase(true)
  const [entered, edited] = [await readCompound(store, 'XQ-001'), await readCompound(store, 'XQ-002')]
  if (entered === null || edited === null) throw new Error('the demo has no such compounds')
  const own = { ...NO_CONSENT_RECORD, disagree: 3, abstain: 1 }
  await store.write((session) => saveConsent(session, entered, { agree: 500, total: 578 }, own))
  const raw = new Database(databaseFile(folders.at(-1) ?? ''))
  raw.exec("update compounds set version = 2, consent_agree = 7 where id = 'XQ-002'")
  raw.close()

  expect(await catchUpShippedData(store, SHIPPED_DATA)).toBe(true)

  expect((await readPlans(store, 2024)).map(({ id, state }) => [id, state])).toEqual([
    ['plan-2024-notice', 'approved'],
  ])
  expect((await readProgrammes(store))[0]?.policy.provincial?.consultation.clause).toBeTruthy()
  expect(await readConsentRecord(store, 'XQ-001')).toEqual(own)
  expect(await readCompound(store, 'XQ-001')).toMatchObject({ version: 2, consent: { agree: 500 } })
  expect(await readConsentRecord(store, 'XQ-002')).toEqual(NO_CONSENT_RECORD)
  expect((await readConsentRecord(store, 'XQ-003')).channels).not.toBeNull()
  expect(await readCompound(store, 'XQ-003')).toMatchObject({ version: 1 })
  expect(await verifyAudit(store)).toMatchObject({ whole: true, rows: 1 })

  const version = await readDataVersion(store)
  expect(await catchUpShippedData(store, SHIPPED_DATA)).toBe(false)
  expect(await readDataVersion(store)).toBe(version)
  await store.close()
})

test('a district without the demo gets the rules alone', async () => {
  const store = await anEarlierDatabase(false)
  expect(await catchUpShippedData(store, SHIPPED_DATA)).toBe(true)
  expect(await readPlans(store, 2024)).toEqual([])
  expect((await readProgrammes(store))[0]?.policy.provincial).toBeDefined()
  await store.close()
})

test('a new database has nothing to catch up with', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'renewal-map-catch-up-'))
  folders.push(folder)
  const store = await openDatabase(folder)
  expect(await catchUpShippedData(store, SHIPPED_DATA)).toBe(false)
  await loadShippedData(store, SHIPPED_DATA, null)
  expect(await catchUpShippedData(store, SHIPPED_DATA)).toBe(false)
  await store.close()
})
