import type { ReadBallots, ReadConsent, SatisfactionRequest } from '#core/api/consent.ts'
import { householdCode } from '#core/compound/ballot-text.ts'
import { consentFaults, satisfactionFaults, type CountFault } from '#core/compound/consent-faults.ts'
import { sumChannels, tallyBallots } from '#core/compound/consent-tally.ts'
import { countCompound } from '#core/compound/totals.ts'
import { ProblemError } from '../middleware/problem.ts'
import { recordAudit, type AuditActor } from '../store/audit.ts'
import type { StoredCompound } from '../store/compounds.ts'
import { insertConsentEntry, type ConsentEntry } from '../store/consent-entries.ts'
import {
  insertBallots,
  nextBallotPosition,
  readBallots,
  readConsentRecord,
  saveConsent,
  type ConsentRecord,
} from '../store/consent.ts'
import type { Session } from '../store/store.ts'
import { householdDigester } from './household-digest.ts'

const UNCHANGED = '没有保存,原有登记没有改动'

/** Takes over reported counts. @returns the number of the entry. @throws ProblemError 409 where the households differ, 400 where counts do not fit */
export async function recordCounts(
  session: Session,
  compound: StoredCompound,
  request: ReadConsent,
  actor: AuditActor,
): Promise<number> {
  refuseOtherTotal(compound, request.total)
  const before = await readConsentRecord(session, compound.id)
  if (before.basis === 'ballots' && !request.replace)
    throw new ProblemError(409, {
      detail: `本小区已逐户登记意见,汇总数会取代逐户统计的结果。${UNCHANGED};确需以汇总数为准时,请勾选“以汇总数为准”后重新提交`,
    })
  const channels = request.channels ?? null
  const known = channels === null ? null : sumChannels(channels)
  const record: ConsentRecord = {
    ...before,
    basis: 'counts',
    disagree: request.disagree ?? known?.disagree ?? 0,
    abstain: request.abstain ?? known?.abstain ?? 0,
    channels,
    consulted: request.consulted === undefined ? before.consulted : request.consulted,
    schemeAgree: request.schemeAgree === undefined ? before.schemeAgree : request.schemeAgree,
  }
  const { agree, total } = request
  refuse(consentFaults({ ...record, agree, total, channels }))
  return save(session, compound, { consent: { agree, total }, record }, before, actor)
}

/** Adds ballots and counts all of the compound's anew. All or nothing. @throws ProblemError 400 by row, 409 */
export async function recordBallots(
  session: Session,
  compound: StoredCompound,
  { ballots, replace }: ReadBallots,
  actor: AuditActor,
): Promise<number> {
  const before = await readConsentRecord(session, compound.id)
  if (before.basis === 'counts' && compound.consent !== null && !replace)
    throw new ProblemError(409, {
      detail: `本小区现有汇总登记:同意${compound.consent.agree}户。逐户登记会取代汇总数。${UNCHANGED};确需改为逐户统计时,请勾选“以逐户登记为准”后重新提交`,
    })
  const faults = ballots.flatMap(({ household }, at) =>
    householdCode(household) === ''
      ? [{ field: `ballots.${at}.household`, message: `第${at + 1}行:户号不能识别`, value: household }]
      : [],
  )
  if (faults.length > 0)
    throw new ProblemError(400, {
      detail: `${faults.length}行户号不能识别。${UNCHANGED}`,
      errors: faults,
    })
  const digest = await householdDigester(session)
  const present = await readBallots(session, compound.id)
  const first = await nextBallotPosition(session, compound.id)
  const added = ballots.map((ballot, at) => ({
    ...ballot,
    household: digest(compound.id, householdCode(ballot.household)),
    order: first + at,
  }))
  const total = countCompound(compound).households
  const tally = tallyBallots([...present, ...added], total)
  if (tally.excess > 0)
    throw new ProblemError(409, {
      detail: `登记后共有${total + tally.excess}个户号,多于小区户数${total}户。${UNCHANGED};请核对户号,或先更正小区户数`,
    })
  await insertBallots(session, compound.id, added)
  const { agree, disagree, abstain, channels } = tally
  const record: ConsentRecord = { ...before, basis: 'ballots', disagree, abstain, channels }
  const ballotsAt = { first, count: added.length }
  return save(session, compound, { consent: { agree, total }, record }, before, actor, ballotsAt)
}

/** Takes over a satisfaction survey (K4). @throws ProblemError 400 where a count exceeds the one before it */
export async function recordSatisfaction(
  session: Session,
  compound: StoredCompound,
  satisfaction: SatisfactionRequest,
  actor: AuditActor,
): Promise<number> {
  refuse(satisfactionFaults(satisfaction, countCompound(compound).households))
  const before = await readConsentRecord(session, compound.id)
  const after = { consent: compound.consent, record: { ...before, satisfaction } }
  return save(session, compound, after, before, actor)
}

function refuseOtherTotal(compound: StoredCompound, total: number): void {
  const { households } = countCompound(compound)
  if (households === total) return
  throw new ProblemError(409, {
    detail: `总户数填报${total}户,与小区登记户数${households}户不符。${UNCHANGED};请按${households}户填报,或先更正小区户数`,
    errors: [{ field: 'total', message: `应为小区户数${households}`, value: total }],
  })
}

function refuse(faults: readonly CountFault[]): void {
  if (faults.length === 0) return
  throw new ProblemError(400, {
    detail: `${faults.map(({ message }) => message).join(';')}。${UNCHANGED}`,
    errors: faults.map((fault) => ({ ...fault })),
  })
}

/** Counts alone go into the audit and into the entry, never a household. */
async function save(
  session: Session,
  compound: StoredCompound,
  after: ConsentEntry['after'],
  before: ConsentRecord,
  actor: AuditActor,
  ballots: ConsentEntry['ballots'] = { first: 0, count: 0 },
): Promise<number> {
  const { consent } = compound
  await saveConsent(session, compound, after.consent, after.record)
  await recordAudit(session, {
    actor,
    action: 'record_consent',
    entity: 'compound',
    entityId: compound.id,
    before: { consent, ...before },
    after: {
      consent: after.consent,
      ...after.record,
      ...(ballots.count === 0 ? {} : { ballots: ballots.count }),
    },
  })
  return insertConsentEntry(session, compound.id, { before: { consent, record: before }, after, ballots })
}
