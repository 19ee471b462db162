import { demoConsentRecord } from '../demo/consent-channels.ts'
import { approvedPlan } from '../compute/approved-plan.ts'
import { insertBaseFeatures } from '../store/base-features.ts'
import { countCompounds, insertCompounds } from '../store/compounds.ts'
import { insertConsentRecords } from '../store/consent.ts'
import { insertDataSources } from '../store/data-sources.ts'
import { readDataVersion } from '../store/data-version.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { insertPipes, insertWells } from '../store/network.ts'
import { insertPlaces } from '../store/places.ts'
import { addPlan } from '../store/plans.ts'
import { insertProgramme, readProgrammes } from '../store/programmes.ts'
import { insertScoringTable, useScoringTable } from '../store/scoring-tables.ts'
import type { Session, Store } from '../store/store.ts'
import { SHIPPED_REVISION } from './catch-up.ts'
import { readDemoData, readReferenceData } from './shipped-data.ts'
import type { DemoData, ReferenceData } from './shipped-data.ts'

/** What the first load did. */
export type FirstLoad = 'loaded' | 'kept'

/**
 * Fills an empty database from the files that ship: the real facts always, the demo programme where it is wanted,
 * and that only once, so that a district which has emptied it never sees it again. Files are read before anything
 * is written, and everything is written in one transaction.
 * @param folder the `data` folder
 * @param demoFolder a folder as `cli demo` writes it, or null for no demo
 * @throws {DataFileError} for a missing or broken file; the database is as it was
 */
export async function loadShippedData(
  store: Store,
  folder: string,
  demoFolder: string | null,
): Promise<FirstLoad> {
  if (!(await isNew(store))) return 'kept'
  const reference = await readReferenceData(folder)
  const synthetic = demoFolder === null ? null : await readDemoData(demoFolder)
  return store.write(async (session) => {
    // Another process may have been first while the files were read.
    if (!(await isNew(session))) return 'kept'
    await insertReferenceData(session, reference)
    if (synthetic !== null) {
      await insertDemoData(session, synthetic)
      await addPlan(
        session,
        approvedPlan({ ...reference, ...synthetic, dataVersion: await readDataVersion(session) }),
      )
    }
    await writeMeta(session, 'shippedRevision', SHIPPED_REVISION)
    await writeMeta(session, 'firstLoad', synthetic === null ? 'reference' : 'demo')
    return 'loaded'
  })
}

async function isNew(session: Session): Promise<boolean> {
  if ((await readMeta(session, 'firstLoad')) !== null) return false
  return (await readProgrammes(session)).length === 0 && (await countCompounds(session)) === 0
}

async function insertReferenceData(session: Session, reference: ReferenceData): Promise<void> {
  await insertProgramme(session, reference.programme)
  await insertScoringTable(session, reference.scoringTable)
  await useScoringTable(session, reference.programme.year, reference.scoringTable.id)
  await insertPlaces(session, reference.subdistricts, reference.communities)
  await insertDataSources(session, reference.sources)
  await insertBaseFeatures(session, reference.outlines)
}

async function insertDemoData(session: Session, demo: DemoData): Promise<void> {
  await insertBaseFeatures(session, demo.baseFeatures)
  await insertWells(session, demo.wells)
  await insertPipes(session, demo.pipes)
  await insertCompounds(session, demo.compounds)
  await insertConsentRecords(
    session,
    demo.compounds.flatMap((compound) => {
      const record = demoConsentRecord(compound)
      return record === null ? [] : [[compound.id, record] as const]
    }),
  )
}
