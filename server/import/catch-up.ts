import type { Programme } from '#core/programme/programme.ts'
import { approvedPlan } from '../compute/approved-plan.ts'
import { demoConsentRecord } from '../demo/consent-channels.ts'
import type { AuditActor } from '../store/audit.ts'
import { recordAudit } from '../store/audit.ts'
import { readCompounds } from '../store/compounds.ts'
import { insertConsentRecords, readCompoundsWithConsent } from '../store/consent.ts'
import { readDataVersion } from '../store/data-version.ts'
import { readMeta, writeMeta } from '../store/meta.ts'
import { addPlan, readPlan } from '../store/plans.ts'
import { readProgrammes, updateProgramme } from '../store/programmes.ts'
import type { Session, Store } from '../store/store.ts'
import { readReferenceData } from './shipped-data.ts'
import type { ReferenceData } from './shipped-data.ts'

/** What ships is told apart by this number; raise it, and add a step below, when a release brings more. */
export const SHIPPED_REVISION = '2'

const RELEASE: AuditActor = { id: null, username: 'release', name: '版本升级', role: 'console' }

/**
 * Brings what later releases ship into a database that an earlier one has filled: once, in one transaction, and only
 * where nothing of the kind stands. What people entered or changed stays as it is, and a district without the demo gets
 * no sample records.
 * @param folder the `data` folder
 * @returns whether anything was added
 * @throws {DataFileError} for a missing or broken file; the database is as it was
 */
export async function catchUpShippedData(store: Store, folder: string): Promise<boolean> {
  if (!(await isBehind(store))) return false
  const reference = await readReferenceData(folder)
  return store.write(async (session) => {
    // Another process may have been first while the files were read.
    if (!(await isBehind(session))) return false
    const programme = await addProvincialGates(session, reference.programme)
    const demo = (await readMeta(session, 'firstLoad')) === 'demo'
    const consent = demo ? await addConsentByChannel(session) : []
    const plan = demo ? await addNoticePlan(session, reference, programme ?? reference.programme) : null
    await writeMeta(session, 'shippedRevision', SHIPPED_REVISION)
    if (programme === null && consent.length === 0 && plan === null) return false
    await recordAudit(session, {
      actor: RELEASE,
      action: 'update',
      entity: 'database',
      entityId: 'shipped-data',
      after: { provincialGates: programme !== null, consentByChannel: consent, plan },
      reason: '新版本补入随附数据;已录入和修改过的内容不变',
    })
    return true
  })
}

async function isBehind(session: Session): Promise<boolean> {
  if ((await readMeta(session, 'firstLoad')) === null) return false
  return (await readMeta(session, 'shippedRevision')) !== SHIPPED_REVISION
}

/** The gates of the province (K2, K3), where the stored programme says nothing of them. @returns null: nothing to do */
async function addProvincialGates(session: Session, shipped: Programme): Promise<Programme | null> {
  const stored = (await readProgrammes(session)).find(({ year }) => year === shipped.year)
  const { provincial } = shipped.policy
  if (stored === undefined || stored.policy.provincial !== undefined || provincial === undefined) return null
  const programme = { ...stored, policy: { ...stored.policy, provincial } }
  await updateProgramme(session, programme)
  return programme
}

/** Counts by channel of sample compounds that nobody has touched: to a number somebody entered none may be made up. */
async function addConsentByChannel(session: Session): Promise<string[]> {
  const entered = await readCompoundsWithConsent(session)
  const records = (await readCompounds(session)).flatMap((compound) => {
    if (compound.source !== 'demo' || compound.version !== 1 || entered.has(compound.id)) return []
    const record = demoConsentRecord(compound)
    return record === null ? [] : [[compound.id, record] as const]
  })
  await insertConsentRecords(session, records)
  return records.map(([id]) => id)
}

/** @returns the plan's number; null: nothing to do */
async function addNoticePlan(
  session: Session,
  { scoringTable }: ReferenceData,
  programme: Programme,
): Promise<string | null> {
  const compounds = await readCompounds(session)
  if (!compounds.some(({ source }) => source === 'demo')) return null
  const dataVersion = await readDataVersion(session)
  const plan = approvedPlan({ programme, scoringTable, compounds, dataVersion })
  if ((await readPlan(session, plan.id)) !== null) return null
  await addPlan(session, plan)
  return plan.id
}
